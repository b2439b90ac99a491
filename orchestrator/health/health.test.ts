import { afterEach, beforeEach, expect, test } from "vitest";
import type { HealthSample } from "#contract/health";
import { openServer, type Server } from "../repositories/server-for-tests.ts";
import { forecastOf } from "./forecast.ts";
import { watchOverdue } from "./overdue.ts";
import { recordSample, samplesOf, thinSamples } from "./samples.store.ts";
import { foundIn, watchThresholds } from "./thresholds.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GIB = 1024 ** 3;
const START = Date.parse("2026-11-01T00:00:00.000Z");

function sampleAt(day: number, more: Partial<HealthSample> = {}): HealthSample {
  const nothing = { latencyMs: null, usedBytes: null, freeBytes: null, totalBytes: null };
  const at = new Date(START + day * DAY_MS).toISOString();
  return { at, ...nothing, snapshotCount: 1, appendsOnly: null, problem: null, ...more };
}
const codesIn = (samples: HealthSample[]) =>
  foundIn(samples)
    .filter(({ message }) => message !== undefined)
    .map(({ code }) => code);

test("the forecast follows what the repository takes, or what others take from its disk, whichever is faster", () => {
  const days = [0, 1, 2, 3, 4, 5];
  const alone = days.map((day) => sampleAt(day, { usedBytes: day * GIB, freeBytes: 100 * GIB }));
  const beside = days.map((day) =>
    sampleAt(day, { usedBytes: day * GIB, freeBytes: (100 - 10 * day) * GIB }),
  );

  expect(forecastOf(alone).growthBytesPerDay).toBeCloseTo(GIB, -3);
  expect(forecastOf(alone).daysUntilFull).toBeCloseTo(100);
  expect(forecastOf(beside).daysUntilFull).toBeCloseTo(5);
});

test("from two days nobody foretells anything, and a repository that shrinks is never full", () => {
  const short = [0, 2].map((day) => sampleAt(day, { usedBytes: day * GIB, freeBytes: GIB }));
  const shrinking = [0, 4].map((day) => sampleAt(day, { usedBytes: (9 - day) * GIB, freeBytes: GIB }));

  expect(forecastOf(short)).toEqual({ growthBytesPerDay: null, daysUntilFull: null });
  expect(forecastOf(shrinking).daysUntilFull).toBeNull();
});

test("little space, a disk that will be full, and a slow place are warned of", () => {
  const roomy = { freeBytes: 500 * GIB, totalBytes: 1_000 * GIB };
  expect(codesIn([sampleAt(0, roomy)])).toEqual([]);
  expect(codesIn([sampleAt(0, { freeBytes: 40 * GIB, totalBytes: 1_000 * GIB })])).toEqual(["space-low"]);
  const filling = [0, 4].map((day) => sampleAt(day, { ...roomy, freeBytes: (500 - 100 * day) * GIB }));
  expect(codesIn(filling)).toEqual(["full-soon"]);
  const slow = [1, 2, 3, 4, 5].map((day) => sampleAt(day, { latencyMs: day === 1 ? 3 : 2_500 }));
  expect(codesIn(slow)).toEqual(["slow"]);
  expect(codesIn(slow.slice(1))).toEqual([]);
});

let server: Server;
let id: string;
beforeEach(async () => {
  server = await openServer();
  const disk = { name: "Disk", kind: "fs", path: "/mnt/backup", password: "x" };
  id = (await server.send("POST /repositories", { body: disk })).body.id;
});
afterEach(() => server.close());

const record = (reading: object) => server.db.write((tx) => recordSample(tx, id, { reading }, server.now()));

test("after ninety days one sample of a day is left, the first", async () => {
  for (let hour = 0; hour < 30; hour++) {
    await record({ usedBytes: hour });
    server.pass(HOUR_MS);
  }
  server.pass(88 * DAY_MS);
  await server.db.write((tx) => thinSamples(tx, server.now()));
  expect(await samplesOf(server.db.read, id, undefined)).toHaveLength(30);

  server.pass(3 * DAY_MS);
  await server.db.write((tx) => thinSamples(tx, server.now()));

  const left = await samplesOf(server.db.read, id, undefined);
  expect(left.map(({ at, usedBytes }) => [at.slice(0, 13), usedBytes])).toEqual([
    ["2026-11-24T12", 0],
    ["2026-11-25T00", 12],
  ]);
});

test("a warning comes with the numbers and goes with them; work that is overdue is one", async () => {
  const watch = () =>
    server.db.write(async (tx) => {
      await watchThresholds(tx, id, server.now());
      await watchOverdue(tx, { id, created_at: "2026-11-24T12:00:00.000Z" }, server.now());
    });
  const codes = async () =>
    (await server.send(`GET /repositories/${id}`)).body.warnings.map(({ code }: { code: string }) => code);
  await record({ freeBytes: GIB, totalBytes: 500 * GIB });
  await watch();
  expect(await codes()).toEqual(["space-low"]);

  server.pass(HOUR_MS);
  await record({ freeBytes: 400 * GIB, totalBytes: 500 * GIB });
  await watch();
  expect(await codes()).toEqual([]);

  server.pass(15 * DAY_MS);
  await watch();
  expect((await codes()).sort()).toEqual(["check-overdue", "drill-overdue", "prune-overdue"]);
});
