import { expect, test } from "vitest";
import { defaultConfigDir, serviceDataDir, userDataDir } from "./folders.ts";

test.each([
  [
    "linux",
    "/home/anna",
    "/home/anna/.local/share/holdfast",
    "/home/anna/.config/holdfast",
    "/var/lib/holdfast",
  ],
  [
    "darwin",
    "/Users/anna",
    "/Users/anna/Library/Application Support/Holdfast",
    "/Users/anna/Library/Application Support/Holdfast/config",
    "/Library/Application Support/Holdfast",
  ],
  [
    "win32",
    "C:\\Users\\anna",
    "C:\\Users\\anna\\AppData\\Local\\Holdfast",
    "C:\\Users\\anna\\AppData\\Roaming\\Holdfast",
    "C:\\ProgramData\\Holdfast",
  ],
] as const)("the folders of %s", (platform, home, user, config, service) => {
  const where = { platform, home, environment: {} };

  expect([userDataDir(where), defaultConfigDir(where), serviceDataDir(where)]).toEqual([
    user,
    config,
    service,
  ]);
});

test("the variables of the system win over the usual places", () => {
  const windows = {
    platform: "win32",
    home: "C:\\Users\\anna",
    environment: { LOCALAPPDATA: "D:\\Local" },
  } as const;
  const linux = { platform: "linux", home: "/home/anna", environment: { XDG_CONFIG_HOME: "/cfg" } } as const;

  expect(userDataDir(windows)).toBe("D:\\Local\\Holdfast");
  expect(defaultConfigDir(linux)).toBe("/cfg/holdfast");
});
