import { registerAgent } from "#contract/agent-protocol";
import { createEnrolment } from "#contract/enrolments";
import { registrationOf, type TestOrchestrator } from "../orchestrator-for-tests.ts";
import type { Machine } from "./machine.ts";

/** Registers a machine with a new code, for the first time or once more. Returns what nobody may find in a file. */
export async function enrolMachine(
  { admin, callWith }: Pick<TestOrchestrator, "admin" | "callWith">,
  machine: Machine,
): Promise<string[]> {
  const { code } = await admin(createEnrolment, { body: {} });
  const body = { ...registrationOf(machine.hostname), machineId: machine.machineId };
  const { agentId, agentKey = "" } = await callWith(code)(registerAgent, { body });
  Object.assign(machine, { agentId, key: agentKey, isRevoked: false });
  return [code, agentKey];
}
