import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { isOnServer } from "./db/database-for-tests.ts";
import { joinMachine, openOrchestrator, protect } from "./orchestrator-for-tests.ts";

const HOUR_MS = 3_600_000;
/** Tables, and names for them, that grow with what people set up and not with time; and what is no table. */
const SMALL = new Set(
  "account agent assignment consent maintenance_plan notice_channel policy policy_label repository repository_upkeep repository_warning kysely_migration sqlite_master json_each line pair plan p CONSTANT".split(
    " ",
  ),
);
/** The newest entry, by the number of its row; and once a day what nobody has to know any more. */
const MAY_SCAN = [
  /^select .* from "audit" order by "seq" desc limit 1$/,
  /^delete from "notice" where "kind" /,
];

function planOf(sqlite: Sqlite.Database, statement: string): string {
  const values = statement.match(/\?/g)?.map(() => "a") ?? [];
  const steps = sqlite.prepare(`explain query plan ${statement}`).all(values) as { detail: string }[];
  return steps.map(({ detail }) => detail).join("; ");
}

/** Whether a table that grows is read as a whole, or through an index that holds all of it. */
function readsWhole(plan: string, partialIndexes: Set<string>): boolean {
  const scans = plan.matchAll(/SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?/g);
  return [...scans].some(([, table = "", index = ""]) => !SMALL.has(table) && !partialIndexes.has(index));
}

test("no tick reads the whole of a table that grows", async (context) => {
  if (isOnServer()) context.skip("PostgreSQL plans by what the tables hold");
  const prepare = vi.spyOn(Sqlite.prototype, "prepare");
  const orchestrator = await openOrchestrator();
  const machine = await joinMachine(orchestrator);
  await protect(orchestrator, machine, { schedules: { backup: { cron: "0 * * * *" } } });
  for (let hour = 0; hour < 30; hour += 1) {
    orchestrator.pass(HOUR_MS);
    await orchestrator.tick();
  }
  const asked = new Set(prepare.mock.calls.map(([statement]) => statement));
  prepare.mockRestore();
  const sqlite = new Sqlite(join(orchestrator.dataDir, "holdfast.db"), { readonly: true });
  const planned = [...asked]
    .filter((statement) => /^\s*(select|update|delete|with)\b/i.test(statement))
    .map((statement) => ({ statement, plan: planOf(sqlite, statement) }));
  const partial = sqlite
    .prepare("select name from sqlite_master where type = 'index' and sql like '% where %'")
    .pluck()
    .all() as string[];
  sqlite.close();
  await orchestrator.close();

  expect(planned.some(({ plan }) => plan.includes("notice_held"))).toBe(true);
  const whole = planned.filter(({ plan }) => readsWhole(plan, new Set(partial)));
  expect(whole.filter(({ statement }) => !MAY_SCAN.some((may) => may.test(statement)))).toEqual([]);
});
