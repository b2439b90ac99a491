import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createShellMemory } from "./shell-memory.ts";

function somePath(): string {
  const dir = mkdtempSync(join(tmpdir(), "holdfast-memory-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return join(dir, "shell.json");
}

const nothing = { toldAboutTray: false, hasLoginItem: false, ownPolicies: 0 };
const open = (path: string, warnings: string[] = []) =>
  createShellMemory({ path, warn: (text) => warnings.push(text) });

test("what was told once is remembered, whatever is remembered besides", async () => {
  const path = somePath();
  const memory = open(path);
  expect(memory.read()).toEqual(nothing);

  memory.change({ toldAboutTray: true });
  memory.change({ lastNotice: "01936a5e" });
  await memory.written();

  expect(open(path).read()).toEqual({ ...nothing, toldAboutTray: true, lastNotice: "01936a5e" });
});

test("an unreadable memory counts as none", () => {
  const path = somePath();
  writeFileSync(path, "{ half");

  expect(open(path).read()).toEqual(nothing);
});

test("a memory that cannot be written is a warning and lasts as long as the process", async () => {
  const warnings: string[] = [];
  const memory = open(join(somePath(), "no", "folder.json"), warnings);

  memory.change({ hasLoginItem: true });
  await memory.written();

  expect(memory.read().hasLoginItem).toBe(true);
  expect(warnings[0]).toContain("ENOENT");
});
