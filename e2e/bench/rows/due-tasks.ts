import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import Sqlite from "better-sqlite3";
import { makeFleet, NOW, openFleet } from "../fleet.ts";
import { alternate, type Row } from "../measure.ts";

const MOST_STALL_MS = 50;

/** Ten thousand slots that come due in the same minute: their CPU against rows that are only inserted, and the longest standstill. */
export const dueTasksRow: Row = {
  name: "due-tasks",
  async run({ quick, folder }) {
    const due = quick ? 1_000 : 10_000;
    const stalls: number[] = [];
    const enqueue = async () => {
      const { cpu, stallMs } = await enqueueAll(mkdtempSync(join(folder, "due-")), due);
      stalls.push(stallMs);
      return cpu;
    };
    const insert = async () => insertAll(mkdtempSync(join(folder, "raw-")), due);
    const pairs = await alternate(quick ? 3 : 5, insert, enqueue);
    const what = `creating ${due.toLocaleString("en")} due tasks`;
    return [
      { what: `${what}, rate`, against: "raw inserts", target: { atLeast: 0.3 }, pairs, share: "rate" },
      {
        ...{ what: `${what}, longest standstill`, against: `${MOST_STALL_MS} ms`, target: { atMost: 1 } },
        pairs: stalls.slice(1).map((subject) => ({ base: MOST_STALL_MS, subject })),
        share: "cost",
      },
    ];
  },
};

async function enqueueAll(dataDir: string, due: number): Promise<{ cpu: number; stallMs: number }> {
  await makeFleet(dataDir, { machines: due, due: 0 });
  const { orchestrator, pass } = await openFleet(dataDir);
  const sqlite = new Sqlite(join(dataDir, "holdfast.db"));
  sqlite.prepare("update assignment set next_due_at = ?").run(new Date(NOW + 5_000).toISOString());
  sqlite.close();
  pass(10_000);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const before = process.cpuUsage();
  await orchestrator.tickNow();
  const { user, system } = process.cpuUsage(before);
  delay.disable();
  await orchestrator.stop();
  return { cpu: user + system, stallMs: delay.max / 1e6 };
}

/** The two rows that each due slot leaves, in one transaction each as often as the orchestrator commits. */
async function insertAll(dataDir: string, count: number): Promise<number> {
  await makeFleet(dataDir, { machines: 1, due: 0 });
  const sqlite = new Sqlite(join(dataDir, "holdfast.db"));
  sqlite.pragma("synchronous = FULL");
  const agent = sqlite.prepare("select id from agent").pluck().get();
  const task = sqlite.prepare(
    `insert into task (id, agent_id, repository_id, kind, slot_key, origin, status, spec_json, limits_json, attempt, cancel_requested,
      retries, crashes, created_at) values (?, ?, 'r', 'backup', ?, 'schedule', 'queued', '{}', '{}', 0, 0, 0, 0, '')`,
  );
  const slot = sqlite.prepare(
    "insert into slot (key, agent_id, kind, scheduled_for, outcome, task_id) values (?, ?, 'backup', '', 'pending', ?)",
  );
  const before = process.cpuUsage();
  for (let from = 0; from < count; from += 200) {
    sqlite.transaction(() => {
      for (let n = from; n < Math.min(count, from + 200); n += 1) {
        task.run(`task-${n}`, agent, `slot-${n}`);
        slot.run(`slot-${n}`, agent, `task-${n}`);
      }
    })();
  }
  const { user, system } = process.cpuUsage(before);
  sqlite.close();
  return user + system;
}
