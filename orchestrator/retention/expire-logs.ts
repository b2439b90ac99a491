import { sql } from "kysely";
import type { SettingValues } from "#contract/settings";
import { atMost } from "../db/at-most.ts";
import type { Database } from "../db/database.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { mayGo } from "./kept-runs.ts";

type Deps = { db: Database; metrics: Metrics };
type Limits = Pick<SettingValues, "logQuotaPerAgentBytes" | "logQuotaBytes"> & { olderThan: string };
type Logged = { id: string; started_at: string; agent_id: string; bytes: number };

const RUNS_A_PAGE = 1_000;
/** A chunk may fill sixty pages of the file, so fewer go at once than of other rows. */
const CHUNKS_A_STEP = 50;

/** From the newest log to the oldest: what is too old, or does not fit into a quota any more, goes. A step after each change. */
export async function* expireLogs({ db, metrics }: Deps, limits: Limits): AsyncGenerator<void> {
  const ofAgents = new Map<string, number>();
  let kept = 0;
  for await (const run of runsWithLog(db)) {
    if (run === undefined) {
      yield;
      continue;
    }
    const ofAgent = (ofAgents.get(run.agent_id) ?? 0) + run.bytes;
    const isTooMuch = ofAgent > limits.logQuotaPerAgentBytes || kept + run.bytes > limits.logQuotaBytes;
    const goes = (isTooMuch || run.started_at < limits.olderThan) && (await logMayGo(db, run.id));
    if (goes) {
      yield* removeLog(db, run.id);
      metrics.expired.inc({ what: "log" });
    } else {
      ofAgents.set(run.agent_id, ofAgent);
      kept += run.bytes;
    }
  }
  metrics.keptLogBytes.set(kept);
}

/** Takes the log of an ended run away, a few chunks a step. Readers see it as cut out. */
export async function* removeLog(db: Database, runId: string): AsyncGenerator<void> {
  for (let left = CHUNKS_A_STEP; left === CHUNKS_A_STEP; ) {
    left = await db.write(async (tx) => {
      const chunks = tx
        .selectFrom("log_chunk")
        .select("seq")
        .where("run_id", "=", runId)
        .orderBy("seq")
        .limit(atMost(CHUNKS_A_STEP));
      const { numDeletedRows } = await tx
        .deleteFrom("log_chunk")
        .where("run_id", "=", runId)
        .where("seq", "in", chunks)
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
    yield;
  }
  await db.write((tx) =>
    tx
      .updateTable("run")
      .set((eb) => ({ log_cut_bytes: eb.ref("log_bytes") }))
      .where("id", "=", runId)
      .execute(),
  );
}

/** A pause after each page, as `undefined`. */
async function* runsWithLog(db: Database): AsyncGenerator<Logged | undefined> {
  let before: Logged | undefined;
  for (;;) {
    const page = await db.read
      .selectFrom("run")
      .select(["id", "started_at", "agent_id", sql<number>`log_bytes - log_cut_bytes`.as("bytes")])
      .where(sql<boolean>`log_bytes > log_cut_bytes`)
      .$if(before !== undefined, (q) =>
        q.where(sql<boolean>`(started_at, id) < (${before?.started_at}, ${before?.id})`),
      )
      .orderBy("started_at", "desc")
      .orderBy("id", "desc")
      .limit(atMost(RUNS_A_PAGE))
      .execute();
    yield* page;
    before = page.at(-1);
    if (page.length < RUNS_A_PAGE) return;
    yield undefined;
  }
}

async function logMayGo(db: Database, runId: string): Promise<boolean> {
  const run = await db.read
    .selectFrom("run")
    .select("id")
    .where("id", "=", runId)
    .where(mayGo)
    .executeTakeFirst();
  return run !== undefined;
}
