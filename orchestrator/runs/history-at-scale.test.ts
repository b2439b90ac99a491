import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "../db/database.ts";
import { insertManyRuns } from "./many-runs-for-tests.ts";
import { findRuns, type RunFilter } from "./runs.store.ts";

/** With a million, on a machine that does nothing else, the measure is exact; otherwise it only finds a scan of the table. */
const ASKED = process.env["HOLDFAST_HISTORY_RUNS"];
const RUNS = Number(ASKED ?? 20_500);
const MOST_MS = ASKED === undefined ? 20 : 5;

let folder: string;
let db: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-history-"));
  const file = join(folder, "holdfast.db");
  await (await openDatabase(file)).close();
  insertManyRuns(file, RUNS);
  db = await openDatabase(file);
}, 600_000);
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

const filters: [string, RunFilter][] = [
  ["nothing", {}],
  ["a machine", { agent: "agent-7" }],
  ["a policy", { policy: "policy-3" }],
  ["a repository", { repository: "repository-2" }],
  ["a kind", { kind: "restore" }],
  ["a status", { status: "failure" }],
  ["a machine, a kind and a status", { agent: "agent-7", kind: "backup", status: "success" }],
  ["a time", { to: "2026-11-20T00:00:00.000Z" }],
];

test.each(filters)(
  `of ${RUNS} runs a page of fifty by %s takes less than ${MOST_MS} ms`,
  async (_what, filter) => {
    const times: number[] = [];
    for (let round = 0; round < 21; round += 1) {
      const begun = performance.now();
      const page = await findRuns(db.read, filter, { limit: 50 }, () => undefined);
      times.push(performance.now() - begun);
      expect(page.items.length).toBeGreaterThan(0);
    }

    expect(times.sort((one, two) => one - two)[10]).toBeLessThan(MOST_MS);
  },
);

test("a text that only the oldest runs have is found with the first page", async () => {
  await db.write((tx) =>
    tx
      .updateTable("run")
      .set({ policy_name: "Grandfather's photos" })
      .where("id", "=", `run-${RUNS - 10}`)
      .execute(),
  );

  const found = await findRuns(db.read, { q: "grandfather" }, { limit: 50 }, () => undefined);
  const none = await findRuns(db.read, { q: "nobody's" }, { limit: 50 }, () => undefined);

  expect(found.items.map(({ id }) => id)).toEqual([`run-${RUNS - 10}`]);
  expect(none).toEqual({ items: [], nextCursor: null });
});
