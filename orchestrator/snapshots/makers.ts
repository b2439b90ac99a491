import type { SnapshotEntry } from "#contract/outcome";
import { id as uuid } from "#contract/values";
import type { Tx } from "../db/database.ts";

export type Maker = { agent_id: string | null; policy_id: string | null };

const NOBODY: Maker = { agent_id: null, policy_id: null };
const POLICY_TAG = "policy:";

/** Tells from tag and host who made a snapshot that no run reported; what is not tagged was made by somebody else. */
export async function readMakers(tx: Tx) {
  const policies = await tx.selectFrom("policy").select("id").execute();
  const agents = await tx.selectFrom("agent").select(["id", "restic_host", "status"]).execute();
  const known = new Set(policies.map(({ id }) => id));
  return {
    of(entry: Pick<SnapshotEntry, "tags" | "hostname">): Maker {
      const policyId = entry.tags
        .filter((tag) => tag.startsWith(POLICY_TAG))
        .map((tag) => tag.slice(POLICY_TAG.length))
        .find((id) => uuid.safeParse(id).success);
      if (policyId === undefined) return NOBODY;
      const namesakes = agents.filter((agent) => agent.restic_host === entry.hostname);
      return { agent_id: only(namesakes), policy_id: known.has(policyId) ? policyId : null };
    },
  };
}

/** Two machines of one name cannot be told apart; a removed one is the answer only where no other bears its name. */
function only(agents: { id: string; status: string }[]): string | null {
  const active = agents.filter((agent) => agent.status === "active");
  const [one, ...more] = active.length > 0 ? active : agents;
  return one === undefined || more.length > 0 ? null : one.id;
}
