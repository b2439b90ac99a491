import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createJournal, type JournalEntry } from "./journal/journal.ts";
import { processStartTime } from "./journal/process-identity.ts";
import { type RunningAgent, startAgent } from "./start.ts";
import { sign } from "./tasks/unfinished-copies.ts";
import { makeWorkplace, type Workplace } from "./testing/restic-session.ts";
import { silentLog } from "./testing/silent-log.ts";
import { problem, type SmallOrchestrator, startSmallOrchestrator } from "./testing/small-orchestrator.ts";

let workplace: Workplace;
let orchestrator: SmallOrchestrator;
let agent: RunningAgent | undefined;

beforeEach(async () => {
  workplace = await makeWorkplace();
  orchestrator = await startSmallOrchestrator();
});
afterEach(async () => {
  await agent?.stop();
  await orchestrator.stop();
  await rm(workplace.dir, { recursive: true });
});

const dataDir = () => join(workplace.dir, "agent");
const entry: JournalEntry = {
  taskId: "019ab000-0000-7000-8000-0000000000f1",
  attempt: 2,
  leaseToken: "lease",
  kind: "backup",
  startedAt: "2026-11-24T12:00:00.000Z",
};

async function start(): Promise<void> {
  agent = await startAgent({
    dataDir: dataDir(),
    connection: orchestrator.connection,
    enrolmentCode: async () => "code",
    appVersion: "0.1.0",
    resticCandidates: [],
    log: silentLog,
    pollWaitSeconds: 1,
  });
}

const seen = () => orchestrator.seen;
/** Of tasks; the file of one that is over may wait beside them for the next. */
const files = async () =>
  (await readdir(join(dataDir(), "journal"))).filter((name) => name.endsWith(".json"));

test("a task that a killed program left is reported as interrupted, with what it kept aside and a last line in its log", async () => {
  const kept = { keptIn: "/home/anna/Overwritten 1", filesKept: 3, bytesKept: 4_096 };
  await createJournal(dataDir(), silentLog).write({ ...entry, kind: "restore", kept });
  seen().logs.set(entry.taskId, ["before\n", "more\n"]);

  await start();
  await vi.waitUntil(() => seen().results.length > 0);
  await vi.waitUntil(async () => (await files()).length === 0);

  expect(seen().results).toMatchObject([
    { attempt: 2, outcome: "interrupted", interruptedBy: "crash", summary: kept },
  ]);
  expect(seen().logs.get(entry.taskId)).toEqual([
    "before\n",
    "more\n",
    expect.stringMatching(/stopped or restarted/),
  ]);
});

test("of a restore that was killed while it wrote the run says that the folder is incomplete", async () => {
  const record = {
    taskId: entry.taskId,
    snapshotId: "5".repeat(64),
    paths: [],
    target: "/home/anna/Restored 1",
    isOwnFolder: true,
    isTargetMade: true,
    times: [{ fromMs: 1 }],
    made: ["/home/anna/Restored 1"],
    overwritten: [],
  };
  await createJournal(dataDir(), silentLog).write({ ...entry, kind: "restore" });
  await mkdir(join(dataDir(), "restores"));
  await writeFile(join(dataDir(), "restores", `${entry.taskId}.json`), JSON.stringify(record));

  await start();
  await vi.waitUntil(() => seen().results.length > 0);

  expect(seen().results).toMatchObject([
    { outcome: "interrupted", summary: { restoredTo: record.target, isIncomplete: true } },
  ]);
  expect(seen().results[0]?.failure?.message).toContain("What is in /home/anna/Restored 1 is not complete");
});

test("copies that a kill cut off go where nothing was overwritten yet, and are named where that is not sure", async () => {
  const [unfinished, unsure, gone] = ["Overwritten 1", "Overwritten 2", "Overwritten 3"].map((name) =>
    join(workplace.dir, name),
  ) as [string, string, string];
  for (const folder of [unfinished, unsure]) {
    await mkdir(join(folder, "Documents"), { recursive: true });
    await writeFile(join(folder, "Documents", "letter.txt"), "written since");
  }
  await sign(unfinished);
  const journal = createJournal(dataDir(), silentLog);
  const taskOf = (number: number) => `${entry.taskId.slice(0, -1)}${number}`;
  for (const [number, keptIn] of [unfinished, unsure, gone].entries())
    await journal.write({ ...entry, taskId: taskOf(number), kind: "restore", kept: { keptIn } });

  await start();
  await vi.waitUntil(() => seen().results.length === 3);

  const summaryOf = (number: number) =>
    seen().results.find(({ taskId }) => taskId === taskOf(number))?.summary;
  expect([0, 1, 2].map(summaryOf)).toEqual([undefined, { keptIn: unsure }, undefined]);
  expect((await readdir(workplace.dir)).filter((name) => name.startsWith("Over"))).toEqual(["Overwritten 2"]);
  expect(await readFile(join(unsure, "Documents", "letter.txt"), "utf8")).toBe("written since");
  expect(orchestrator.logOf(taskOf(0))).toContain(
    `Nothing was overwritten. The copies begun in ${unfinished} are`,
  );
});

test("a result that was not taken is sent until it is, and then forgotten", async () => {
  const result = { outcome: "success" as const, startedAt: entry.startedAt, finishedAt: entry.startedAt };
  await createJournal(dataDir(), silentLog).write({ ...entry, result });
  orchestrator.faults.push({ ends: "/result", reply: problem(503) });

  await start();
  await vi.waitUntil(() => seen().results.length > 0, { timeout: 5_000 });
  await vi.waitUntil(async () => (await files()).length === 0);

  expect(seen().results).toMatchObject([{ outcome: "success", attempt: 2 }]);
});

test("a result that is refused as stale is not sent again", async () => {
  const result = { outcome: "success" as const, startedAt: entry.startedAt, finishedAt: entry.startedAt };
  await createJournal(dataDir(), silentLog).write({ ...entry, result });
  orchestrator.faults.push({ ends: "/result", reply: problem(409) });

  await start();
  await vi.waitUntil(async () => (await files()).length === 0);

  expect(seen().results).toEqual([]);
});

const damaged = {
  outcome: "warning" as const,
  startedAt: entry.startedAt,
  finishedAt: entry.startedAt,
  snapshotId: "02bc7019",
  summary: { filesNew: 3 },
  items: [{ path: "/home/anna/locked", message: "permission denied" }],
  itemCount: 1,
  logChunks: 1,
};
const aside = () => readdir(join(dataDir(), "journal", "refused"));

test("a result that is too large goes in fewer words, its log says so, and the whole stays on the machine", async () => {
  await createJournal(dataDir(), silentLog).write({ ...entry, result: damaged });
  seen().logs.set(entry.taskId, ["before\n"]);
  orchestrator.faults.push({ ends: "/result", reply: problem(413) });

  await start();
  await vi.waitUntil(() => seen().results.length > 0);
  await vi.waitUntil(async () => !(await files()).includes(`${entry.taskId}.json`));

  const [result] = seen().results;
  expect(result).toMatchObject({ outcome: "warning", snapshotId: "02bc7019", summary: { filesNew: 3 } });
  expect(result).toMatchObject({ itemCount: 1, logChunks: 2 });
  expect(result).not.toHaveProperty("items");
  expect(orchestrator.logOf(entry.taskId)).toMatch(/HTTP 413.* Left out: 1 items .*The whole is kept/);
  const [name = ""] = await aside();
  const kept = JSON.parse(await readFile(join(dataDir(), "journal", "refused", name), "utf8"));
  expect(kept.result.items).toEqual(damaged.items);
});

test("a result that is not taken in any form is kept aside, and the next one goes its way", async () => {
  const other = { ...entry, taskId: "019ab000-0000-7000-8000-0000000000f2" };
  const journal = createJournal(dataDir(), silentLog);
  await journal.write({ ...entry, result: damaged });
  await journal.write({ ...other, result: damaged });
  const reply = problem(422);
  for (let times = 0; times < 3; times++) orchestrator.faults.push({ ends: `${entry.taskId}/result`, reply });

  await start();
  await vi.waitUntil(async () => (await files()).length === 0);

  expect(seen().results.map(({ taskId }) => taskId)).toEqual([other.taskId]);
  expect(await aside()).toEqual([`${entry.taskId}-2.json`]);
  expect(orchestrator.faults).toEqual([]);
});

test("the end of a task that the orchestrator does not know any more is told as a run", async () => {
  await createJournal(dataDir(), silentLog).write({ ...entry, result: damaged });
  orchestrator.faults.push({ ends: "/result", reply: problem(404) });

  await start();
  await vi.waitUntil(() => seen().runs.length > 0);
  await vi.waitUntil(async () => (await files()).length === 0);

  expect(seen().runs).toMatchObject([{ localRunId: entry.taskId, kind: "backup", snapshotId: "02bc7019" }]);
});

test.skipIf(process.platform === "win32")(
  "a restic that outlived its program is ended, and no other process is (needs process groups)",
  async () => {
    const program = join(workplace.dir, "restic");
    await copyFile("/bin/sleep", program);
    const [left, other] = [0, 1].map(() => spawn(program, ["600"], { detached: true, stdio: "ignore" })) as [
      ChildProcess,
      ChildProcess,
    ];
    await Promise.all([once(left, "spawn"), once(other, "spawn")]);
    const journal = createJournal(dataDir(), silentLog);
    const ended = once(left, "exit");
    const [pid = 0, otherPid = 0] = [left.pid, other.pid];
    await journal.write({ ...entry, process: { pid, startTime: (await processStartTime(pid)) ?? "" } });
    const reused = { ...entry, taskId: "019ab000-0000-7000-8000-0000000000f2" };
    await journal.write({ ...reused, process: { pid: otherPid, startTime: "long ago" } });

    await start();

    await ended;
    expect(other.exitCode).toBeNull();
    expect(other.signalCode).toBeNull();
    other.kill("SIGKILL");
  },
);

test("a file of the journal that cannot be read does not keep the agent from starting", async () => {
  await mkdir(join(dataDir(), "journal"), { recursive: true });
  await writeFile(join(dataDir(), "journal/broken.json"), "{");

  await start();

  expect(await files()).toEqual(["broken.json"]);
});
