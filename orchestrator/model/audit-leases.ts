import type { Fault } from "./auditor.ts";
import type { Held } from "./books.ts";
import type { Known } from "./known.ts";

type HeldTask = Held["tasks"][number];

const EXCLUSIVE = new Set(["prune", "repair", "unlock", "init"]);
const TEN_MINUTES_MS = 600_000;

/** Invariants 2 and 5: nothing is worked on twice at once, and nothing runs for long without a living lease. */
export function* auditLeases({ tasks, agents }: Held, known: Known, monotonicMs: number): Generator<Fault> {
  const revoked = new Set(agents.filter((agent) => agent.status === "revoked").map((agent) => agent.id));
  for (const [index, one] of tasks.entries()) {
    for (const two of tasks.slice(index + 1)) yield* auditNeighbours(one, two);
    if (revoked.has(one.agent_id)) yield `6: ${one.id} is held by a revoked machine`;
    const silentMs = monotonicMs - (known.renewedAt.get(one.id) ?? monotonicMs);
    if (one.status === "running" && silentMs > TEN_MINUTES_MS)
      yield `5: ${one.id} runs, and nobody has renewed its lease for ${Math.round(silentMs / 60_000)} min`;
  }
}

function* auditNeighbours(one: HeldTask, two: HeldTask): Generator<Fault> {
  if (isSameWork(one, two)) yield `2: ${one.id} and ${two.id} are one work, held twice`;
  if (one.repository_id === two.repository_id && (EXCLUSIVE.has(one.kind) || EXCLUSIVE.has(two.kind)))
    yield `2: ${one.kind} ${one.id} and ${two.kind} ${two.id} are held beside each other`;
}

function isSameWork(one: HeldTask, two: HeldTask): boolean {
  const isSame = one.agent_id === two.agent_id && one.kind === two.kind;
  return isSame && one.policy_id !== null && one.policy_id === two.policy_id;
}
