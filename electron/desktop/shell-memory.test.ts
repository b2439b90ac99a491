import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readMemory, writeMemory } from "./shell-memory.ts";

function somePath(): string {
  const dir = mkdtempSync(join(tmpdir(), "holdfast-memory-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return join(dir, "shell.json");
}

test("what was told once is remembered", async () => {
  const path = somePath();
  expect(readMemory(path)).toEqual({ toldAboutTray: false });

  await writeMemory(path, { toldAboutTray: true });

  expect(readMemory(path)).toEqual({ toldAboutTray: true });
});

test("an unreadable memory counts as none", () => {
  const path = somePath();
  writeFileSync(path, "{ half");

  expect(readMemory(path)).toEqual({ toldAboutTray: false });
});
