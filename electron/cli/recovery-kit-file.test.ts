import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { saveRecoveryKit } from "./recovery-kit-file.ts";

const place = () => ({
  named: undefined,
  folder: mkdtempSync(join(tmpdir(), "holdfast-kit-")),
  repositoryName: "anna on nas/1",
});

test("a kit is for its owner only, under a name that every system takes", () => {
  const path = saveRecoveryKit("kit", place());

  expect(path).toMatch(/holdfast-recovery-anna-on-nas-1\.txt$/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("an older kit stays: it may be all that opens another repository", () => {
  const where = place();

  const first = saveRecoveryKit("first", where);
  const second = saveRecoveryKit("second", where);

  expect(readFileSync(first, "utf8")).toBe("first");
  expect(second).toMatch(/-2\.txt$/);
});

test("a file that was named and is there is not overwritten", () => {
  const where = place();
  const named = join(where.folder, "kit.txt");
  writeFileSync(named, "mine");

  expect(() => saveRecoveryKit("kit", { ...where, named })).toThrow(/is there already/);
  expect(readFileSync(named, "utf8")).toBe("mine");
});
