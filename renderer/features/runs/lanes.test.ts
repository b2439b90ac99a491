import { expect, test } from "vitest";
import type { Run } from "#contract/runs";
import { lanesOf, nearestBar, ticksOf } from "./lanes.ts";

const HOUR = 3_600_000;
const from = Date.parse("2026-11-24T00:00:00.000Z");
const window = { from, to: from + 10 * HOUR };
const at = (hours: number) => new Date(from + hours * HOUR).toISOString();
const run = (hostname: string, begun: number, ended: number | null) =>
  ({
    ...{ id: `${hostname}${begun}`, agentId: hostname, hostname },
    ...{ startedAt: at(begun), finishedAt: ended === null ? null : at(ended) },
  }) as Run;

test("each machine has a lane on which a run is as long as it took, and one that goes on ends now", () => {
  const runs = [run("nas", 4, null), run("anna", 1, 2), run("nas", -1, 1)];

  const lanes = lanesOf({ runs, missed: [], planned: [] }, window, from + 5 * HOUR);

  expect(
    lanes.map(({ hostname, bars }) => [hostname, bars.map(({ start, width }) => [start, width])]),
  ).toEqual([
    ["anna", [[0.1, 0.1]]],
    [
      "nas",
      [
        [0.4, expect.closeTo(0.1, 5)],
        [0, 0.1],
      ],
    ],
  ]);
});

test("a machine that only missed its runs, or has them before it, has a lane too", () => {
  const due = { hostname: "lab", agentId: "lab", policyName: "Documents" };
  const missed = [{ ...due, key: "k", scheduledFor: at(5), reason: "It was off." }];
  const planned = [{ ...due, policyId: "p", dueAt: at(9) }];

  const [lane] = lanesOf({ runs: [], missed, planned }, window, from);

  expect(lane?.missed).toEqual([{ key: "k", at: 0.5, title: "Documents was missed. It was off." }]);
  expect(lane?.planned).toMatchObject([{ at: 0.9, title: "Documents is planned." }]);
});

test("the hours below are full ones and few", () => {
  const ticks = ticksOf({ from, to: from + 24 * HOUR });

  expect(ticks.length).toBeLessThanOrEqual(8);
  expect(ticks.every((tick) => new Date(tick).getMinutes() === 0)).toBe(true);
});

test("a click beside a bar means it, a click far from all of them none", () => {
  const [lane] = lanesOf({ runs: [run("a", 1, 2), run("a", 5, 6)], missed: [], planned: [] }, window, from);
  const bars = lane?.bars ?? [];

  expect(nearestBar(bars, 0.15, 0.05)?.run.id).toBe("a1");
  expect(nearestBar(bars, 0.47, 0.05)?.run.id).toBe("a5");
  expect(nearestBar(bars, 0.35, 0.05)).toBeUndefined();
});
