import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TaskOffer } from "#contract/task";
import { type AgentOptions, type RunningAgent, startAgent } from "./start.ts";
import { makeFakeRestic, type Play } from "./testing/fake-restic.ts";
import { backupOffer, offerOf } from "./testing/offers.ts";
import { openTasks } from "./testing/open-tasks.ts";
import { accessTo, makeWorkplace, PASSWORD, type Workplace } from "./testing/restic-session.ts";
import { silentLog } from "./testing/silent-log.ts";
import { problem, type SmallOrchestrator, startSmallOrchestrator } from "./testing/small-orchestrator.ts";

let workplace: Workplace;
let orchestrator: SmallOrchestrator;
let agent: RunningAgent;
let source: string;

const working: Play = {
  version: "0.19.1",
  stdout: '{"message_type":"status","percent_done":0.5,"total_files":2,"files_done":1,"bytes_done":3}\n',
  hang: true,
};

beforeEach(async () => {
  workplace = await makeWorkplace();
  orchestrator = await startSmallOrchestrator();
  source = join(workplace.dir, "source");
  await mkdir(source);
  await writeFile(join(source, "a.txt"), "alpha");
});
afterEach(async () => {
  await agent.stop();
  await orchestrator.stop();
  await rm(workplace.dir, { recursive: true });
});

async function startWith(play: Play, clock: Pick<AgentOptions, "now"> = {}): Promise<void> {
  agent = await startAgent({
    dataDir: join(workplace.dir, "agent"),
    connection: orchestrator.connection,
    enrolmentCode: async () => "code",
    appVersion: "0.1.0",
    resticCandidates: [await makeFakeRestic(workplace.dir, play)],
    log: silentLog,
    pollWaitSeconds: 1,
    ...clock,
  });
}

const seen = () => orchestrator.seen;
const until = (look: () => unknown) => vi.waitUntil(look, { timeout: 15_000, interval: 20 });
const resultOf = (offer: TaskOffer) => seen().results.find(({ taskId }) => taskId === offer.taskId);
const backupTo = (name: string) =>
  backupOffer({ ...accessTo(join(workplace.dir, name)), id: randomUUID() }, [source]);

test("two tasks run at once and a third when one of them ends", async () => {
  await startWith(working);
  const offers = ["one", "two", "three"].map(backupTo) as [TaskOffer, TaskOffer, TaskOffer];

  orchestrator.give({ tasks: offers });
  await until(() => seen().acks.length === 2);
  orchestrator.give({ cancel: [offers[0].taskId] });
  await until(() => resultOf(offers[0]));
  await until(() => seen().acks.length === 3);

  expect(seen().acks).toEqual(offers.map(({ taskId }) => taskId));
  expect(resultOf(offers[0])).toMatchObject({ outcome: "cancelled", failure: { code: "cancelled" } });
});

test("two tasks on one repository never run side by side", async () => {
  await startWith(working);
  const first = backupTo("one");
  const second = { ...backupTo("one"), repository: first.repository };

  orchestrator.give({ tasks: [first, second] });
  await until(() => seen().heartbeats.some(({ running }) => running.length > 0));

  expect(seen().acks).toEqual([first.taskId]);
});

test("progress arrives and the heartbeat names the task while it runs", async () => {
  await startWith(working);
  const offer = backupTo("one");

  orchestrator.give({ tasks: [offer] });
  await until(() => seen().progress.some(({ percentDone }) => percentDone === 0.5));
  await until(() =>
    seen().heartbeats.some(({ running }) => running.some(({ taskId }) => taskId === offer.taskId)),
  );

  expect(seen().progress.at(-1)).toMatchObject({ phase: "backing-up", filesDone: 1, filesTotal: 2 });
});

test("an orderly stop ends a run as interrupted and reports it", async () => {
  await startWith(working);
  const offer = backupTo("one");
  orchestrator.give({ tasks: [offer] });
  await until(() => seen().progress.some(({ percentDone }) => percentDone === 0.5));

  await agent.stop();

  expect(resultOf(offer)).toMatchObject({ outcome: "interrupted", interruptedBy: "shutdown" });
  expect(await openTasks(join(workplace.dir, "agent"))).toEqual([]);
});

test("a sleep in the middle of a run ends it as interrupted, and the next attempt runs", async () => {
  let aheadMs = 0;
  await startWith(working, { now: () => new Date(Date.now() + aheadMs) });
  const offer = backupTo("one");
  orchestrator.give({ tasks: [offer] });
  await until(() => seen().progress.some(({ percentDone }) => percentDone === 0.5));

  aheadMs = 3_600_000;
  await until(() => resultOf(offer));
  orchestrator.give({ tasks: [{ ...offer, attempt: 2 }] });
  await until(() => seen().acks.length === 2);

  expect(resultOf(offer)).toMatchObject({ outcome: "interrupted", interruptedBy: "sleep" });
  expect(resultOf(offer)?.failure?.message).toMatch("slept");
});

test("a stop while nobody answers takes less than 8 seconds and leaves the result in the journal", async () => {
  await startWith({ ...working, ignoredSignals: ["SIGINT", "SIGTERM"] });
  const offer = backupTo("one");
  orchestrator.give({ tasks: [offer] });
  await until(() => seen().progress.some(({ percentDone }) => percentDone === 0.5));
  for (let count = 0; count < 50; count++)
    for (const ends of ["/result", "/logs"]) orchestrator.faults.push({ ends, reply: problem(503) });
  const startedAt = performance.now();

  await agent.stop();

  expect(performance.now() - startedAt).toBeLessThan(8_000);
  expect(await openTasks(join(workplace.dir, "agent"))).toEqual([`${offer.taskId}.json`]);
});

test("restic and the script for failures may both be deaf: the stop takes less than 8 seconds, and the run ends as interrupted", async () => {
  const folder = join(workplace.dir, "agent");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const rules = `hook-folder = ${JSON.stringify(folder)}\n`;
  await writeFile(join(folder, "agent-rules.toml"), rules, { mode: 0o600 });
  const code = `process.on("SIGINT", () => {}).on("SIGTERM", () => {}); setInterval(() => {}, 1_000);`;
  await writeFile(join(folder, "start-db"), `#!${process.execPath}\n${code}\n`, { mode: 0o755 });
  await startWith({ ...working, ignoredSignals: ["SIGINT", "SIGTERM"] });
  const { repository } = backupTo("one");
  const offer = backupOffer(repository, [source], { hooks: { onFailure: "start-db" } });
  orchestrator.give({ tasks: [offer] });
  await until(() => seen().progress.some(({ percentDone }) => percentDone === 0.5));
  const startedAt = performance.now();

  await agent.stop();

  expect(performance.now() - startedAt).toBeLessThan(8_000);
  expect(resultOf(offer)).toMatchObject({ outcome: "interrupted", interruptedBy: "shutdown" });
  expect(orchestrator.logOf(offer.taskId)).toContain("start-db");
}, 30_000);

test("a result is in the journal before its log has been taken", async () => {
  await startWith({ version: "0.19.1", exitCode: 12 });
  const offer = backupTo("one");
  for (let count = 0; count < 20; count++) orchestrator.faults.push({ ends: "/logs", reply: problem(503) });

  orchestrator.give({ tasks: [offer] });
  const file = join(workplace.dir, "agent/journal", `${offer.taskId}.json`);
  await until(async () => (await readFile(file, "utf8").catch(() => "")).includes("wrong-password"));
  orchestrator.faults.length = 0;
  await until(() => resultOf(offer));

  expect(resultOf(offer)).toMatchObject({ outcome: "failure", logChunks: 1 });
});

test("an offer that is not current any more is left alone", async () => {
  await startWith(working);
  const [stale, good] = [backupTo("one"), backupTo("two")];
  orchestrator.faults.push({ ends: `${stale.taskId}/ack`, reply: problem(409) });

  orchestrator.give({ tasks: [stale, good] });
  await until(() => seen().progress.some(({ percentDone }) => percentDone === 0.5));

  expect(seen().acks).toEqual([good.taskId]);
});

test("a kind that this machine does not do is refused with a sentence", async () => {
  await startWith(working);
  const offer = offerOf({ kind: "copy", repository: accessTo("/x"), spec: {} });

  orchestrator.give({ tasks: [offer] });
  await until(() => resultOf(offer));

  expect(resultOf(offer)).toMatchObject({ outcome: "failure", failure: { code: "not-allowed-here" } });
});

test("the rules of the machine are asked before anything else", async () => {
  await mkdir(join(workplace.dir, "agent"), { recursive: true, mode: 0o700 });
  const rules = join(workplace.dir, "agent/agent-rules.toml");
  await writeFile(rules, 'allowed-kinds = ["snapshots"]\n', { mode: 0o600 });
  await startWith(working);
  const offer = backupTo("one");

  orchestrator.give({ tasks: [offer] });
  await until(() => resultOf(offer));

  expect(resultOf(offer)).toMatchObject({ outcome: "failure", failure: { code: "not-allowed-here" } });
  expect(orchestrator.logOf(offer.taskId)).not.toContain("with restic");
});

test("secrets are in neither log nor result, however restic prints them", async () => {
  const stderr = `Fatal: ${PASSWORD} ${encodeURIComponent(PASSWORD)} rest:http://anna:pw@nas/ failed\n`;
  await startWith({ version: "0.19.1", stderr, exitCode: 1 });
  const offer = backupTo("one");

  orchestrator.give({ tasks: [offer] });
  await until(() => resultOf(offer));

  const everything = orchestrator.logOf(offer.taskId) + JSON.stringify(resultOf(offer));
  expect(everything).toContain("Fatal: *** ***");
  expect(everything).not.toMatch(/correct.{1,3}horse|anna:pw/);
});
