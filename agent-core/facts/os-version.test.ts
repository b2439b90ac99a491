import { expect, test } from "vitest";
import { osVersion } from "./os-version.ts";

test("Linux is called by the name of its distribution", () => {
  const osRelease = 'NAME="Debian GNU/Linux"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n';

  expect(osVersion("linux", () => osRelease)).toBe("Debian GNU/Linux 12 (bookworm)");
});

test("macOS is called by its version, not by that of its kernel", () => {
  const plist = "<dict><key>ProductVersion</key>\n\t<string>26.1</string></dict>";

  expect(osVersion("darwin", () => plist)).toBe("macOS 26.1");
});

test("a system that does not say its name is called by its kernel", () => {
  const missing = () => {
    throw new Error("ENOENT");
  };

  expect(osVersion("linux", missing)).toMatch(/\(.+\)$/);
});
