import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { prepareDataDir } from "./data-dir.ts";

test("the data folder is made for its owner only", () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), "holdfast-data-")), "a", "b");

  prepareDataDir(dataDir);

  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(statSync(join(dataDir, "run")).mode & 0o777).toBe(0o700);
});

test("a folder that cannot be made is refused with its name and the next step", () => {
  const file = join(mkdtempSync(join(tmpdir(), "holdfast-data-")), "file");
  writeFileSync(file, "");

  expect(() => prepareDataDir(join(file, "data"))).toThrow(/cannot be written.*--data-dir/);
});
