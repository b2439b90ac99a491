import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { makeFleet, NOW, openFleet } from "../fleet.ts";
import { alternate, type Row } from "../measure.ts";

const MOST_STALL_MS = 50;
const AT_ONCE = 100;

type Cost = { cpu: number; stallMs: number };

/** Slots that come due in the same minute: their CPU and the longest standstill, against rows that are only inserted. */
export const dueTasksRow: Row = {
  name: "due-tasks",
  async run({ quick, folder }) {
    const due = quick ? 1_000 : 10_000;
    const raw: Cost[] = [];
    const ours: Cost[] = [];
    const insert = async () => raw.push(await insertAll(mkdtempSync(join(folder, "raw-")), due));
    const enqueue = async () => ours.push(await enqueueAll(mkdtempSync(join(folder, "due-")), due));
    await alternate(quick ? 5 : 7, insert, enqueue);
    const pairsOf = (part: keyof Cost) =>
      raw
        .slice(1)
        .map((base, round) => ({ base: base[part], subject: ours[round + 1]?.[part] ?? Number.NaN }));
    const what = `creating ${due.toLocaleString("en")} due tasks`;
    const still = `${what}, longest standstill`;
    return [
      {
        ...{ what: `${what}, rate`, against: "raw inserts", target: { atLeast: 0.3 }, share: "rate" },
        pairs: pairsOf("cpu"),
      },
      {
        ...{ what: still, against: `${MOST_STALL_MS} ms`, target: { atMost: 1 }, share: "cost" },
        pairs: pairsOf("stallMs").map(({ subject }) => ({ base: MOST_STALL_MS, subject })),
      },
      // What the disk and the rest of the machine have in it.
      { what: still, against: "raw inserts", target: {}, pairs: pairsOf("stallMs"), share: "cost" },
    ];
  },
};

async function enqueueAll(dataDir: string, due: number): Promise<Cost> {
  await makeFleet(dataDir, { machines: due, due: 0 });
  const { orchestrator, pass } = await openFleet(dataDir);
  const sqlite = new Sqlite(join(dataDir, "holdfast.db"));
  sqlite.prepare("update assignment set next_due_at = ?").run(new Date(NOW + 5_000).toISOString());
  sqlite.close();
  pass(10_000);
  const cost = await costOf(() => orchestrator.tickNow());
  await orchestrator.stop();
  return cost;
}

async function costOf(work: () => Promise<void>): Promise<Cost> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  delay.disable();
  return { cpu: user + system, stallMs: delay.max / 1e6 };
}

/** The two rows that each due slot leaves, in one transaction each as often as the orchestrator commits. */
async function insertAll(dataDir: string, count: number): Promise<Cost> {
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
  const insertSome = sqlite.transaction((from: number, to: number) => {
    for (let n = from; n < to; n += 1) {
      task.run(`task-${n}`, agent, `slot-${n}`);
      slot.run(`slot-${n}`, agent, `task-${n}`);
    }
  });
  const cost = await costOf(async () => {
    for (let from = 0; from < count; from += AT_ONCE) {
      insertSome(from, Math.min(count, from + AT_ONCE));
      await setImmediate();
    }
  });
  sqlite.close();
  return cost;
}
