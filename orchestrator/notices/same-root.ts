import type { UnreadableItem } from "#contract/outcome";
import { atMost } from "../db/at-most.ts";
import type { Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";

const RUNS = 3;

/** What could not be read in this run and in the two before it: a folder of the policy, or a file where no folder fits. */
export async function sameRootThreeTimes(db: Db, run: Row<"run">): Promise<string | undefined> {
  if (run.policy_id === null) return undefined;
  const runs = await db
    .selectFrom("run")
    .innerJoin("task", "task.id", "run.task_id")
    .select(["run.items_json", "task.spec_json"])
    .where("run.policy_id", "=", run.policy_id)
    .where("run.agent_id", "=", run.agent_id)
    .where("run.kind", "=", "backup")
    .where("run.status", "in", ["success", "warning"])
    .where("run.started_at", "<=", run.started_at)
    .orderBy("run.started_at", "desc")
    .orderBy("run.id", "desc")
    .limit(atMost(RUNS))
    .execute();
  if (runs.length < RUNS) return undefined;
  const [first = new Set<string>(), ...others] = runs.map(rootsOf);
  return [...first].find((root) => others.every((roots) => roots.has(root)));
}

function rootsOf(run: { items_json: string | null; spec_json: string }): Set<string> {
  const items = JSON.parse(run.items_json ?? "[]") as UnreadableItem[];
  const { include = [] } = JSON.parse(run.spec_json) as { include?: string[] };
  return new Set(items.map(({ path }) => rootOf(path, include)));
}

function rootOf(path: string, include: string[]): string {
  const inside = include.filter((root) => isInside(path, root));
  return inside.sort((one, two) => two.length - one.length)[0] ?? path;
}

function isInside(path: string, root: string): boolean {
  const spelled = (text: string) => text.replaceAll("\\", "/").replace(/\/+$/, "");
  return spelled(path) === spelled(root) || spelled(path).startsWith(`${spelled(root)}/`);
}
