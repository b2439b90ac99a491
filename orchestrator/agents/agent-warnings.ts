import { sql } from "kysely";
import type { AgentWarning } from "#contract/agents";
import type { Failure } from "#contract/outcome";
import { atMost } from "../db/at-most.ts";
import type { Db } from "../db/database.ts";
import type { AgentRow } from "./agents.store.ts";
import type { ProtectedPair } from "./protections.ts";

const DAY_MS = 86_400_000;
const SILENT_MS = 3 * DAY_MS;
const MISSING_RUNS = 3;

/** What is odd about a machine beside what its own facts say. */
export async function warningsOf(
  db: Db,
  row: AgentRow,
  pairs: ProtectedPair[],
  namesakes: Namesakes,
  now: Date,
): Promise<AgentWarning[]> {
  const found = [noPolicy(row, pairs), silence(row, now), duplicateName(row, namesakes)];
  const missing = pairs
    .filter((pair) => pair.failures_in_a_row >= MISSING_RUNS)
    .map((pair) => missingPath(db, pair));
  return [...found, ...(await Promise.all(missing))].filter((warning) => warning !== undefined);
}

export type Namesakes = Map<string, string[]>;

/** The active machines that are called like these, as people read names: without regard to case. */
export async function namesakesOf(db: Db, agents: Pick<AgentRow, "hostname">[]): Promise<Namesakes> {
  const names = [...new Set(agents.map(({ hostname }) => hostname)), ""];
  const rows = await db
    .selectFrom("agent")
    .select(["id", "hostname"])
    .where(sql<string>`hostname collate nocase`, "in", names)
    .where("status", "=", "active")
    .execute();
  const byName = Map.groupBy(rows, ({ hostname }) => hostname.toLowerCase());
  return new Map([...byName].map(([name, agents]) => [name, agents.map(({ id }) => id)]));
}

function noPolicy(row: AgentRow, pairs: ProtectedPair[]): AgentWarning | undefined {
  if (row.status !== "active" || pairs.length > 0) return undefined;
  return { code: "no-policy", message: "No policy protects this machine.", since: row.created_at };
}

function silence({ last_seen_at: since }: AgentRow, now: Date): AgentWarning | undefined {
  if (since === null || now.getTime() - Date.parse(since) <= SILENT_MS) return undefined;
  const days = Math.floor((now.getTime() - Date.parse(since)) / DAY_MS);
  return { code: "agent-silent", message: `Not heard of for ${days} days.`, since };
}

function duplicateName(row: AgentRow, namesakes: Namesakes): AgentWarning | undefined {
  const others = (namesakes.get(row.hostname.toLowerCase()) ?? []).filter((id) => id !== row.id);
  if (others.length === 0 || row.status === "revoked") return undefined;
  const message = `Another machine is called ${row.hostname} too: look at their ids, or rename one of them.`;
  return { code: "duplicate-hostname", message, since: row.created_at };
}

/** Once is a drive that was not plugged in; three times is a policy that names the wrong folder. */
async function missingPath(db: Db, pair: ProtectedPair): Promise<AgentWarning | undefined> {
  const runs = await db
    .selectFrom("run")
    .select(["started_at", "failure_json"])
    .where("policy_id", "=", pair.policy_id)
    .where("agent_id", "=", pair.agent_id)
    .where("kind", "=", "backup")
    .where("status", "in", ["success", "warning", "failure"])
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(atMost(MISSING_RUNS))
    .execute();
  const failures = runs.map(({ failure_json }) => JSON.parse(failure_json ?? "null") as Failure | null);
  const [newest] = failures;
  const since = runs.at(-1)?.started_at;
  const isMissing =
    failures.length === MISSING_RUNS && failures.every((one) => one?.code === "source-missing");
  if (!isMissing || since === undefined || !newest) return undefined;
  const message = `${pair.policy_name} did not find its folders ${MISSING_RUNS} times in a row. ${newest.message}`;
  return { code: "path-missing", message, since };
}
