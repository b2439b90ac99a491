import { expect, test } from "vitest";
import { installKind } from "./install-kind.ts";

const packaged = {
  isPackaged: true,
  hasUpdateFile: true,
  hasManagedMark: false,
  belongsToRoot: false,
  appImage: undefined,
};

test("what a person installed for themselves updates itself", () => {
  expect(installKind({ ...packaged, platform: "win32" })).toBe("self-updating");
  expect(installKind({ ...packaged, platform: "darwin" })).toBe("self-updating");
  expect(installKind({ ...packaged, platform: "linux", appImage: "/home/me/Holdfast.AppImage" })).toBe(
    "self-updating",
  );
});

test("what an administrator or a package manager installed is left to them", () => {
  expect(installKind({ ...packaged, platform: "win32", hasManagedMark: true })).toBe("managed");
  expect(installKind({ ...packaged, platform: "linux" })).toBe("managed");
  expect(installKind({ ...packaged, platform: "darwin", hasUpdateFile: false })).toBe("managed");
  expect(installKind({ ...packaged, platform: "darwin", belongsToRoot: true })).toBe("managed");
});

test("a clone is nobody's install", () => {
  expect(installKind({ ...packaged, isPackaged: false, platform: "linux" })).toBe("clone");
});
