import { randomUUID } from "node:crypto";
import { pollTasks } from "#contract/agent-protocol";
import type { Call } from "#contract/call";
import type { Question } from "#contract/questions";
import { API } from "#contract/version";
import type { TestOrchestrator } from "../../orchestrator-for-tests.ts";

const step = (status: string) => ({ step: "reach", status, ms: 1 });
const lock = {
  ...{ id: "ab", time: "2026-11-24T12:00:00.000Z", exclusive: false, hostname: "anna-pc", username: "anna" },
  ...{ pid: 1, ageSeconds: 30, owner: "another-machine" },
};
const entry = { path: "/a", name: "a", type: "file", sizeBytes: 1 };

/** What machines of all kinds say: good answers, refusals, nonsense, nothing at all. */
const ANSWERS: Record<string, object[]> = {
  probe: [step("ok"), step("failed")],
  locks: [lock],
  "forget-plan": [{ policyId: randomUUID(), host: "anna-pc", keep: [], remove: [] }],
  ls: [entry, { ...entry, path: "/b", name: "b", type: "dir" }],
  diagnose: [{ checks: [{ name: "restic", status: "ok", message: "It is there." }] }],
};
const ODD: object[][] = [
  [],
  [{ error: { code: "wrong-password", message: "The password is wrong." } }],
  [{ odd: 1 }],
];

/** Answers at once whatever a machine is asked, so that nobody waits half a minute for silence. */
export function answerQuestions(
  orchestrator: TestOrchestrator,
  machine: { agentId: string; key: string },
  stopped: AbortSignal,
): void {
  const call: Call = orchestrator.callWith(machine.key);
  let asked = 0;

  async function answer({ questionId, kind }: Question): Promise<void> {
    asked += 1;
    const lines = asked % 4 === 0 ? ODD[(asked / 4) % ODD.length] : ANSWERS[kind];
    await orchestrator.fetch(`${API}/agents/${machine.agentId}/questions/${questionId}/answer`, {
      method: "POST",
      headers: { authorization: `Bearer ${machine.key}`, "content-type": "application/x-ndjson" },
      body: (lines ?? []).map((line) => `${JSON.stringify(line)}\n`).join(""),
    });
  }

  async function listen(): Promise<void> {
    while (!stopped.aborted) {
      const { questions } = await call(pollTasks, {
        params: { id: machine.agentId },
        query: { wait: 55, limit: 0 },
      });
      await Promise.all(questions.map(answer));
    }
  }

  // Ends when the key is revoked or the orchestrator stops.
  listen().catch(() => undefined);
}
