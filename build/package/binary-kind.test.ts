import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../steps/place.ts";
import { binaryKind } from "./binary-kind.ts";

const prebuilt = (name: string) =>
  binaryKind(join(root, "node_modules", "better-sqlite3", "prebuilds", `${name}.node`));

test("the native modules of all systems are told apart", () => {
  expect(prebuilt("linux-x64")).toBe("linux-x64");
  expect(prebuilt("linux-arm64")).toBe("linux-arm64");
  expect(prebuilt("win32-x64")).toBe("windows-x64");
  expect(prebuilt("darwin-x64")).toBe("macos-x64");
  expect(prebuilt("darwin-arm64")).toBe("macos-arm64");
});

test("a text is no program", () => {
  expect(binaryKind(join(root, "package.json"))).toBeUndefined();
});
