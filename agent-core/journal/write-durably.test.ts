import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { silentLog } from "../testing/silent-log.ts";
import { createJournal } from "./journal.ts";
import { writeDurably } from "./write-durably.ts";

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-durable-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test("a file is the last that was written, and nothing else stays beside it", async () => {
  const folder = await newFolder();
  const file = join(folder, "one.json");

  await writeDurably(file, "first");
  await Promise.all(["second", "third"].map((text) => writeDurably(file, text)));

  expect(["second", "third"]).toContain(await readFile(file, "utf8"));
  expect(await readdir(folder)).toEqual(["one.json"]);
});

test("a write that fails leaves what was there, and no half of itself", async () => {
  const folder = await newFolder();
  await mkdir(join(folder, "one.json", "in the way"), { recursive: true });

  await expect(writeDurably(join(folder, "one.json"), "text")).rejects.toThrow();

  expect(await readdir(folder)).toEqual(["one.json"]);
});

test("what a former process left half written is cleared away, and what this one writes is not", async () => {
  const folder = await newFolder();
  await mkdir(join(folder, "journal"));
  const own = `task.json.${process.pid}-1.part`;
  for (const name of ["task.json.1-1.part", own]) await writeFile(join(folder, "journal", name), "{");

  const entries = await createJournal(folder, silentLog).readAll();

  expect(entries).toEqual([]);
  expect(await readdir(join(folder, "journal"))).toEqual([own]);
});
