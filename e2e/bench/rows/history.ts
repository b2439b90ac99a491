import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { type Database, openDatabase } from "../../../orchestrator/db/database.ts";
import { insertManyRuns } from "../../../orchestrator/runs/many-runs-for-tests.ts";
import { findRuns, type RunFilter } from "../../../orchestrator/runs/runs.store.ts";
import { alternate, type Row } from "../measure.ts";

const filters: RunFilter[] = [{}, { agent: "agent-7" }, { policy: "policy-3" }, { status: "failure" }];
const MOST_MS = 1;

/** By the clock, for a page is one short query: asked five times, the quickest counts, so that what else the machine does is not in it. The larger history has a million runs; ten with `--big`. */
export const historyRow: Row = {
  name: "history",
  async run({ quick, big, folder }) {
    const large = big ? 10_000_000 : quick ? 100_000 : 1_000_000;
    const [small, great] = [await open(folder, 10_000), await open(folder, large)];
    const rounds = quick ? 5 : 11;
    const pairs = await alternate(
      rounds,
      async () => slowest(await times(small)),
      async () => slowest(await times(great)),
    );
    const deep = await someCursor(great, large);
    const depth = await alternate(
      rounds,
      async () => middle(await times(great)),
      async () => middle(await times(great, deep)),
    );
    await Promise.all([small.close(), great.close()]);
    const what = `history page of 50 at ${large.toLocaleString("en")} runs`;
    return [
      { what: `${what}, p99`, against: "at 10,000", target: { atMost: 1.2 }, pairs, share: "cost" },
      {
        ...{ what: `${what}, p99`, against: `${MOST_MS} ms`, target: { atMost: 1 }, share: "cost" },
        pairs: pairs.map(({ subject }) => ({ base: MOST_MS, subject })),
      },
      {
        what: `${what}, far down`,
        against: "its first page",
        target: { atMost: 1.2 },
        pairs: depth,
        share: "cost",
      },
    ];
  },
};

async function open(folder: string, runs: number): Promise<Database> {
  const file = join(mkdtempSync(join(folder, "history-")), "holdfast.db");
  await (await openDatabase(file)).close();
  insertManyRuns(file, runs);
  return openDatabase(file);
}

async function times(db: Database, cursor?: string): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < 200; n += 1) {
    const filter = filters[n % filters.length] ?? {};
    let quickest = Number.POSITIVE_INFINITY;
    for (let time = 0; time < 5; time += 1) {
      const begun = performance.now();
      await findRuns(db.read, filter, { limit: 50, cursor }, () => undefined);
      quickest = Math.min(quickest, performance.now() - begun);
    }
    taken.push(quickest);
  }
  return taken.sort((one, two) => one - two);
}

const slowest = (sorted: number[]) => sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
const middle = (sorted: number[]) => sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;

/** The cursor of a page in the middle of the history. */
async function someCursor(db: Database, runs: number): Promise<string> {
  const to = new Date(Date.parse("2026-11-24T00:00:00.000Z") - (runs / 2) * 60_000).toISOString();
  const { nextCursor } = await findRuns(db.read, { to }, { limit: 50 }, () => undefined);
  return nextCursor ?? "";
}
