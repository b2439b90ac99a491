import { join } from "node:path";
import { expect, test } from "vitest";
import { coreCommand } from "./core-command.ts";

const clone = {
  isPackaged: false,
  resourcesPath: "/opt/Holdfast/resources",
  appPath: "/src",
  platform: "linux",
  npmNode: undefined,
  exists: () => true,
} as const;

test("a clone runs the sources with the Node that npm brought", () => {
  expect(coreCommand(clone, undefined)).toEqual({
    file: join("/src", "node_modules", ".bin", "node"),
    args: [join("/src", "electron", "cli", "bin.mjs"), "core", "--json", "--stop-with-stdin"],
  });
});

test("where npm brought none, the Node that runs npm is used", () => {
  expect(coreCommand({ ...clone, exists: () => false, npmNode: "/usr/local/bin/node" }, undefined).file).toBe(
    "/usr/local/bin/node",
  );
});

test("an installed app starts the program beside it", () => {
  expect(coreCommand({ ...clone, isPackaged: true }, "/data")).toEqual({
    file: join("/opt/Holdfast/resources", "holdfast"),
    args: ["core", "--json", "--stop-with-stdin", "--data-dir", "/data"],
  });
  expect(coreCommand({ ...clone, isPackaged: true, platform: "win32" }, undefined).file).toMatch(
    /holdfast\.exe$/,
  );
});
