import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compareFolders } from "./compare-folders.ts";
import { makeSampleFolder } from "./sample-folder.ts";

let folder = "";
let original = "";
let copy = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-compare-"));
  original = join(folder, "original");
  copy = join(folder, "copy");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a copy of the sample is equal, to its last byte", () => {
  const sample = makeSampleFolder(original);
  cpSync(original, copy, { recursive: true });

  expect(compareFolders(original, copy)).toEqual({ ...sample, differences: [] });
});

test("a file that is missing, new or changed is named", () => {
  makeSampleFolder(original);
  cpSync(original, copy, { recursive: true });
  rmSync(join(copy, "Empty/nothing.bin"));
  writeFileSync(join(copy, "new.txt"), "");
  appendFileSync(join(copy, "Notes/2026-1/note-1.md"), " ");

  expect(compareFolders(original, copy).differences).toEqual([
    "Empty/nothing.bin is missing",
    "new.txt was not there before",
    "Notes/2026-1/note-1.md has other bytes",
  ]);
});
