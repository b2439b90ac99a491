import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createJournal, type JournalEntry } from "./journal/journal.ts";
import { processStartTime } from "./journal/process-identity.ts";
import { type RunningAgent, startAgent } from "./start.ts";
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
const files = () => readdir(join(dataDir(), "journal"));

test("a task that a killed program left is reported as interrupted, with a last line in its log", async () => {
  await createJournal(dataDir(), silentLog).write(entry);
  seen().logs.set(entry.taskId, ["before\n", "more\n"]);

  await start();
  await vi.waitUntil(() => seen().results.length > 0);
  await vi.waitUntil(async () => (await files()).length === 0);

  expect(seen().results).toMatchObject([{ attempt: 2, outcome: "interrupted", interruptedBy: "crash" }]);
  expect(seen().logs.get(entry.taskId)).toEqual([
    "before\n",
    "more\n",
    expect.stringMatching(/stopped or restarted/),
  ]);
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
