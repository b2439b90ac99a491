import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
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

test("a log that cannot be rotated leaves the files of others alone", () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-log-"));
  const path = join(folder, "core.log");
  const log = openLogFile(path, { maxBytes: 30, keep: 3 });
  log.write("a line that fills the first file\n");
  // In the way of a rotation is a folder here, on Windows whoever reads the log, on a full disk the new file.
  mkdirSync(`${path}.1/x`, { recursive: true });
  mkdirSync(`${path}.2/x`, { recursive: true });
  log.write("it cannot become the second\n");

  // The system gives the next who opens a file the number that has become free: a database, a journal, a socket.
  const database = openSync(join(folder, "holdfast.db"), "w+");
  log.write("one more line\n");
  log.close();

  expect(() => fstatSync(database)).not.toThrow();
  writeSync(database, "a page");
  closeSync(database);
  expect(readFileSync(join(folder, "holdfast.db"), "utf8")).toBe("a page");
});

test("a log that cannot be rotated goes on in its file, keeps the older ones, and is rotated when that is possible again", () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-log-"));
  const path = join(folder, "core.log");
  writeFileSync(`${path}.1`, "older\n");
  mkdirSync(`${path}.2/x`, { recursive: true });
  const log = openLogFile(path, { maxBytes: 30, keep: 3 });

  for (const line of ["a line that fills the first file\n", "second\n", "third\n"]) log.write(line);
  expect(readFileSync(path, "utf8")).toBe("a line that fills the first file\nsecond\nthird\n");
  expect(readFileSync(`${path}.1`, "utf8")).toBe("older\n");

  rmdirSync(`${path}.2/x`);
  rmdirSync(`${path}.2`);
  log.write("fourth\n");
  log.close();
  expect(readFileSync(path, "utf8")).toBe("fourth\n");
  expect(readFileSync(`${path}.1`, "utf8")).toContain("third");
  expect(readFileSync(`${path}.2`, "utf8")).toBe("older\n");
});

test("a log that cannot be opened ends nothing, and begins when it can be", () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-log-"));
  const path = join(folder, "logs", "core.log");
  const log = openLogFile(path);
  log.write("nowhere to write it\n");
  expect(existsSync(path)).toBe(false);

  mkdirSync(join(folder, "logs"));
  log.write("one\n");
  log.close();
  log.close();

  expect(readFileSync(path, "utf8")).toBe("one\n");
});
