import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { registerAgent } from "#contract/agent-protocol";
import { listAgents, removeAgent } from "#contract/agents";
import { createEnrolment } from "#contract/enrolments";
import { beginMove, getMove, readMovedState, takeMoveBack } from "#contract/move";
import { listRuns } from "#contract/runs";
import { getStatus } from "#contract/status";
import { createTask } from "#contract/tasks";
import {
  joinMachine,
  LOCAL_TOKEN,
  machineOf,
  openOrchestrator,
  protect,
  registrationOf,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";
import { createSeal } from "../secrets/seal.ts";
import { adoptState } from "./adopt-state.ts";
import { openState } from "./state-file.ts";

const NEW_PLACE = "https://192.168.1.9:8485";
const seal = createSeal(Buffer.alloc(32, 7));

let folder: string;
let old: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;
let policyId: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-move-"));
  old = await openOrchestrator();
  machine = await joinMachine(old);
  policyId = (await protect(old, machine)).policy.id;
  await machine.backUp(policyId);
});
afterEach(async () => {
  await old.close();
  await rm(folder, { recursive: true });
});

const begin = () => old.admin(beginMove, { body: { addresses: [NEW_PLACE] } });
const beat = () => machine.beat({ sentAt: new Date(old.clock.ms).toISOString() });
const movedThere = { problem: { status: 503, code: "moved", movedTo: [NEW_PLACE] } };

async function askForState(): Promise<Response> {
  const { url } = await old.listen();
  return fetch(`${url}${readMovedState.path}`, { headers: { authorization: `Bearer ${LOCAL_TOKEN}` } });
}

async function saveState(): Promise<string> {
  const file = join(folder, "state");
  writeFileSync(file, Buffer.from(await (await askForState()).arrayBuffer()));
  return file;
}

test("after the move machines are sent on and nothing is changed or begun, also over a restart, until it is taken back", async () => {
  const { code } = await old.admin(createEnrolment, { body: {} });
  expect(await begin()).toMatchObject({ addresses: [NEW_PLACE], recoveryCode: expect.any(String) });
  await old.restart();

  await expect(beat()).rejects.toMatchObject(movedThere);
  await expect(machine.poll()).rejects.toMatchObject(movedThere);
  await expect(old.callWith(code)(registerAgent, { body: registrationOf("late-pc") })).rejects.toMatchObject(
    movedThere,
  );
  const now = { body: { kind: "backup" as const, policyId, agentId: machine.agentId } };
  await expect(old.admin(createTask, now)).rejects.toMatchObject(movedThere);
  await expect(old.admin(removeAgent, { params: { id: machine.agentId } })).rejects.toMatchObject(movedThere);
  expect((await old.admin(listRuns, { query: {} })).items).toHaveLength(1);

  await old.admin(takeMoveBack, {});
  await beat();
  expect(await old.admin(getMove, {})).toEqual({ addresses: [], since: null });
});

test("after the move nobody is called protected, and the status says where it has moved to", async () => {
  const schedules = { backup: { cron: "0 20 * * *", timeZone: "UTC" } };
  const second = await joinMachine(old, "bert-pc");
  const daily = await protect(old, second, { schedules, name: "Daily" });
  await second.backUp(daily.policy.id);
  const status = () => old.admin(getStatus, { query: {} });
  const before = await status();

  await begin();

  const { verdict, movedTo, nextRunAt } = await status();
  expect(before).toMatchObject({ verdict: { state: "protected" }, nextRunAt: expect.any(String) });
  expect({ movedTo, nextRunAt }).toEqual({ movedTo: [NEW_PLACE], nextRunAt: null });
  expect(verdict.state).toBe("paused");
  expect(verdict.sentence).toContain(`has moved to ${NEW_PLACE}, and nothing is begun here any more.`);
  await old.admin(takeMoveBack, {});
  expect(await status()).toEqual(before);
});

test("nothing is handed over before the move has begun", async () => {
  const answer = await askForState();

  expect(answer.status).toBe(409);
  expect(await answer.text()).toMatch(/Begin the move first/);
});

test("no move begins while a task runs on this computer", async () => {
  const code = await old.enrolLocalAgent();
  const { agentId, agentKey } = await old.callWith(code)(registerAgent, { body: registrationOf("office") });
  const local = machineOf(old, agentId, agentKey ?? "");
  const own = await protect(old, local, { name: "Office" });
  await old.admin(createTask, { body: { kind: "backup", policyId: own.policy.id, agentId } });
  await local.take();

  await expect(begin()).rejects.toThrow(/runs on this computer/);
  await beat();
});

test("the new computer has every run, and the old one is a machine like others there", async () => {
  await old.callWith(await old.enrolLocalAgent())(registerAgent, { body: registrationOf("office") });
  await begin();
  const state = await saveState();

  const fresh = await openOrchestrator({ prepare: (to) => adoptState(join(to, "holdfast.db"), state, seal) });

  const { items } = await fresh.admin(listRuns, { query: {} });
  expect(items).toMatchObject([{ status: "success", policyId }]);
  const agents = (await fresh.admin(listAgents, { query: {} })).items;
  expect(agents).toMatchObject([
    { hostname: "anna-pc", isLocal: false },
    { hostname: "office", isLocal: false },
  ]);
  await machineOf(fresh, machine.agentId, machine.key).beat({
    sentAt: new Date(fresh.clock.ms).toISOString(),
  });
  await fresh.close();
});

test.each([
  ["was changed", (bytes: Buffer) => bytes.map((byte, at) => (at === bytes.length - 40 ? byte ^ 1 : byte))],
  ["was cut short", (bytes: Buffer) => bytes.subarray(0, -1)],
  ["is something else", () => Buffer.from("hello")],
])("a state that %s is refused, and nothing is left of it", async (_, change) => {
  await begin();
  const state = await saveState();
  writeFileSync(state, change(readFileSync(state)));
  const target = join(folder, "opened.db");

  await expect(openState(state, seal, target)).rejects.toThrow(/does not open|is no state/);
  expect(() => readFileSync(target)).toThrow(/ENOENT/);
});

test("a state opens with the key of its own kit only", async () => {
  await begin();
  const state = await saveState();

  await expect(openState(state, createSeal(Buffer.alloc(32, 8)), join(folder, "opened.db"))).rejects.toThrow(
    /does not open/,
  );
});
