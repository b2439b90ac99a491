import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isInstalled } from "./dependencies.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-install-"));
  mkdirSync(join(folder, "node_modules"));
  write("package-lock.json", {
    "": { version: "1.0.0" },
    "node_modules/zod": { version: "4.6.7" },
    "node_modules/only-windows": { version: "1.0.0", optional: true },
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, packages: Record<string, object>): void {
  writeFileSync(join(folder, path), JSON.stringify({ packages }));
}

test("what npm finished installing is there, also without other systems' packages", () => {
  write("node_modules/.package-lock.json", { "node_modules/zod": { version: "4.6.7" } });

  expect(isInstalled(folder)).toBe(true);
});

test("an install that was cut off is not there", () => {
  expect(isInstalled(folder)).toBe(false);
});

test("an install of an older lock file is not there", () => {
  write("node_modules/.package-lock.json", { "node_modules/zod": { version: "4.6.6" } });

  expect(isInstalled(folder)).toBe(false);
});

test("an install that lacks a package is not there", () => {
  write("node_modules/.package-lock.json", { "node_modules/only-windows": { version: "1.0.0" } });

  expect(isInstalled(folder)).toBe(false);
});
