import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openLogFile } from "./log-file.ts";

test("a log keeps a few files of bounded size, the newest lines in the first", () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-log-"));
  const log = openLogFile(join(folder, "core.log"), { maxBytes: 30, keep: 3 });

  for (let number = 10; number < 40; number += 1) log.write(`line ${number}\n`);
  log.close();

  expect(readdirSync(folder).sort()).toEqual(["core.log", "core.log.1", "core.log.2"]);
  expect(readFileSync(join(folder, "core.log"), "utf8")).toContain("line 39");
  expect(readFileSync(join(folder, "core.log.1"), "utf8")).toContain("line 36");
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(30);
});

test("a log goes on where the last start ended", () => {
  const path = join(mkdtempSync(join(tmpdir(), "holdfast-log-")), "core.log");
  const first = openLogFile(path);
  first.write("one\n");
  first.close();

  const second = openLogFile(path);
  second.write("two\n");
  second.close();

  expect(readFileSync(path, "utf8")).toBe("one\ntwo\n");
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
