import { afterEach, beforeEach, expect, test } from "vitest";
import { registerAgent } from "#contract/agent-protocol";
import { approveAgent, getAgent, removeAgent } from "#contract/agents";
import {
  joinMachine,
  openOrchestrator,
  registrationOf,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

type Machine = Awaited<ReturnType<typeof joinMachine>>;
const introduce = ({ call }: Pick<Machine, "call">) =>
  call(registerAgent, { body: registrationOf("anna-pc") });
const shutOut = { problem: { status: 401 } };

test("a machine that joined after the kit we were set up from waits for a yes, under its old id and with its old key", async () => {
  const machine = await joinMachine(orchestrator);
  await orchestrator.forget(machine.agentId);

  expect(await introduce(machine)).toMatchObject({ agentId: machine.agentId, status: "pending" });
  const params = { id: machine.agentId };
  await orchestrator.admin(approveAgent, { params, body: {} });

  expect(await introduce(machine)).toMatchObject({ status: "active" });
  expect((await orchestrator.admin(getAgent, { params })).hostname).toBe("anna-pc");
});

test("a key that was shut out, or that somebody changed, opens nothing", async () => {
  const [removed, forgotten] = [await joinMachine(orchestrator), await joinMachine(orchestrator, "two")];
  await orchestrator.admin(removeAgent, { params: { id: removed.agentId } });
  await orchestrator.forget(forgotten.agentId);
  const [id, rest] = [forgotten.key.slice(0, 20), forgotten.key.slice(20)];
  const changed = orchestrator.callWith(`${id}${rest.startsWith("A") ? "B" : "A"}${rest.slice(1)}`);

  await expect(introduce(removed)).rejects.toMatchObject(shutOut);
  await expect(introduce({ call: changed })).rejects.toMatchObject(shutOut);
});
