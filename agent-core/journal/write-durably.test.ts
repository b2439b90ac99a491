import { randomUUID } from "node:crypto";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
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

test("the last entry of a task counts, one that broke off does not, and the next process begins anew", async () => {
  const folder = await newFolder();
  const [taskId, at] = [randomUUID(), "2026-11-24T12:00:00.000Z"];
  const entry = { taskId, attempt: 1, leaseToken: "lease", kind: "backup" as const, startedAt: at };
  const running = { ...entry, process: { pid: 7, startTime: "1" } };
  const ended = { ...running, result: { outcome: "success" as const, startedAt: at, finishedAt: at } };
  const file = join(folder, "journal", `${taskId}.json`);
  const left = () => createJournal(folder, silentLog).readAll();
  const journal = createJournal(folder, silentLog);

  await journal.write(entry);
  await journal.write(running);
  expect(await left()).toEqual([running]);
  await appendFile(file, `\n${JSON.stringify(ended).slice(0, -1)}`);
  expect(await left()).toEqual([running]);
  await journal.write(ended);
  expect(await left()).toMatchObject([ended]);
  await createJournal(folder, silentLog).write(entry);
  expect(await readFile(file, "utf8")).toBe(JSON.stringify(entry));
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

test("the file of a task that is over becomes that of the next one, and of two that begin at once each has its own", async () => {
  const folder = await newFolder();
  const of = () => ({
    ...{ taskId: randomUUID(), attempt: 1, leaseToken: "lease", kind: "backup" as const },
    startedAt: "2026-11-24T12:00:00.000Z",
  });
  const [over, next, beside] = [of(), of(), of()];
  const journal = createJournal(folder, silentLog);
  await journal.write({ ...over, leaseToken: "long".repeat(100) });
  const { ino } = await stat(join(folder, "journal", `${over.taskId}.json`));
  await journal.remove(over.taskId);
  expect(await journal.readAll()).toEqual([]);

  await Promise.all([next, beside].map((entry) => journal.write(entry)));

  const left = await createJournal(folder, silentLog).readAll();
  expect(left).toEqual(expect.arrayContaining([next, beside]));
  expect((await stat(join(folder, "journal", `${next.taskId}.json`))).ino).toBe(ino);
  await journal.remove(next.taskId);
  await journal.remove(beside.taskId);
  await journal.remove(beside.taskId);
  expect(await readdir(join(folder, "journal"))).toHaveLength(1);
});
