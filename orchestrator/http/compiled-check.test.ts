import fc from "fast-check";
import { expect, test } from "vitest";
import type * as z from "zod";
import { appendLog, heartbeat, pollTasks, reportProgress } from "#contract/agent-protocol";
import { compiledCheck } from "./compiled-check.ts";

const id = "0193c0de-0000-7000-8000-000000000001";
const proof = { attempt: 1, leaseToken: "lease_x" };

const good: Record<string, [z.ZodType, { coerces: boolean }, object]> = {
  "a heartbeat": [
    heartbeat.body,
    { coerces: false },
    {
      ...{ appVersion: "0.1.0", resticVersion: "0.19.1", uptimeSeconds: 5.5, timeZone: "UTC", load: 0.2 },
      sentAt: "2026-11-24T12:00:30.000Z",
      disks: [{ mountPath: "/", totalBytes: 1e12, freeBytes: 5e11 }],
      memory: { totalBytes: 5, freeBytes: 1, cached: "also" },
      power: { onBattery: true, percent: 50 },
      folders: { home: "/home/anna" },
      running: [{ taskId: id, attempt: 1 }],
    },
  ],
  "a poll": [pollTasks.query, { coerces: true }, { wait: "25", limit: "5" }],
  "the path of a poll": [pollTasks.params, { coerces: true }, { id }],
  progress: [
    reportProgress.body,
    { coerces: false },
    { ...proof, progress: { phase: "backup", percentDone: 0.5, filesDone: 1, bytesDone: 2, errorCount: 0 } },
  ],
  "a chunk of log": [
    appendLog.body,
    { coerces: false },
    { ...proof, seq: 0, sha256: "a".repeat(64), encoding: "gzip", data: "AAAA", lineCount: 1 },
  ],
};

const seed = Number(process.env["HOLDFAST_SEED"] ?? Date.now() % 0x7fffffff);

/** A value that JSON can carry, often one that is nearly right. */
const odd = fc.oneof(
  fc.constantFrom(
    "",
    " 5 ",
    "5",
    "0x10",
    "-1",
    "1e3",
    "true",
    null,
    true,
    -0,
    Infinity,
    2 ** 53,
    0.5,
    [],
    {},
  ),
  fc.constantFrom(
    "😀".repeat(26),
    "x".repeat(51),
    "2026-02-29T12:00:00Z",
    "2024-02-29T12:00:00.5Z",
    "2026-02-29T12:00:00.000Z",
    id.toUpperCase(),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The good request with one place in it changed, taken away or added. */
function change(value: object, path: number[], name: string, odd: unknown): object {
  const copy = structuredClone(value) as Record<string, unknown>;
  let place: Record<string, unknown> = copy;
  for (const step of path) {
    const inner = Object.values(place)
      .flat()
      .filter((one) => typeof one === "object" && one !== null);
    if (inner.length === 0) break;
    place = inner[step % inner.length] as Record<string, unknown>;
  }
  const names = [...Object.keys(place), name];
  const chosen = names[(path[0] ?? 0) % names.length] ?? name;
  if (odd === undefined) delete place[chosen];
  else place[chosen] = odd;
  return copy;
}

test.each(Object.entries(good))(
  `%s is let pass by the compiled check only as zod lets it pass (seed ${seed})`,
  (_what, [schema, place, request]) => {
    let passed = 0;
    const check = compiledCheck(schema, place, (data) => ({ value: { slow: data } }));

    fc.assert(
      fc.property(
        fc.array(fc.nat(20), { maxLength: 3 }),
        fc.constantFrom("more", "constructor", "toString"),
        fc.option(odd, { nil: undefined }),
        (path, name, value) => {
          const sent = change(request, path, name, value);
          const slowly = schema.safeParse(structuredClone(sent));
          const quickly = check(structuredClone(sent)) as { value: { slow?: unknown } };
          if ("slow" in quickly.value) return;
          passed += 1;
          expect(slowly.data).toEqual(quickly.value);
        },
      ),
      { numRuns: 1_000, seed },
    );
    expect(passed).toBeGreaterThan(20);
  },
);

test("an instant that no calendar or clock has is not let pass", () => {
  const [schema, place, beat] = good["a heartbeat"] ?? expect.fail();
  const check = compiledCheck(schema, place, () => ({ value: "left to zod" }));
  const left = (sentAt: string) => check({ ...structuredClone(beat), sentAt });

  for (const time of ["2026-02-29T12:00:00.000Z", "2026-13-01T12:00:00.000Z", "2026-11-24T24:00:00.000Z"])
    expect(left(time)).toEqual({ value: "left to zod" });
  expect(left("2024-02-29T12:00:00.000Z")).toMatchObject({ value: { sentAt: "2024-02-29T12:00:00.000Z" } });
});

test("a good request does not need zod", () => {
  for (const [schema, place, request] of Object.values(good)) {
    const check = compiledCheck(schema, place, () => {
      throw new Error("not passed");
    });
    expect(check(structuredClone(request))).toEqual({ value: schema.parse(structuredClone(request)) });
  }
});
