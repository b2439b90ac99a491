import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { isOnServer } from "./db/database-for-tests.ts";
import { joinMachine, openOrchestrator, protect } from "./orchestrator-for-tests.ts";

const HOUR_MS = 3_600_000;
/** Read as a whole, or through an index that holds all of it, where the table grows with time and not with what people set up. */
const SCAN =
  /SCAN (agent_event|agent_sample|audit|log_chunk|notice|notice_delivery|reported_run|run|slot|snapshot|task|upstream_report|upstream_task)(;|$| USING (COVERING )?INDEX sqlite_)/;
/** The newest entry, by the number of its row; and once a day what nobody has to know any more. */
const MAY_SCAN = [
  /^select .* from "audit" order by "seq" desc limit 1:/,
  /^delete from "notice" where "kind" /,
];

function planOf(sqlite: Sqlite.Database, statement: string): string {
  const values = statement.match(/\?/g)?.map(() => "a") ?? [];
  const steps = sqlite.prepare(`explain query plan ${statement}`).all(values) as { detail: string }[];
  return steps.map(({ detail }) => detail).join("; ");
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
    .map((statement) => `${statement}: ${planOf(sqlite, statement)}`);
  sqlite.close();
  await orchestrator.close();

  expect(planned.some((one) => one.includes("notice_held"))).toBe(true);
  const scans = planned.filter((one) => SCAN.test(one));
  expect(scans.filter((one) => !MAY_SCAN.some((may) => may.test(one)))).toEqual([]);
});
