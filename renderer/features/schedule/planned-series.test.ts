import { expect, test } from "vitest";
import { byDay, endOf, type Planned, plannedSeries } from "./planned-series.ts";

const local = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute);
const NOW = local(24, 18, 30).getTime();

type Given = { policy?: string; machine?: string; spreadMinutes?: number };

const run = (
  at: Date,
  { policy = "Documents", machine = "Anna-Mac", spreadMinutes = 0 }: Given = {},
): Planned => ({
  policyId: policy,
  policyName: policy,
  agentId: machine,
  hostname: machine,
  kind: "backup",
  scheduledFor: at.toISOString(),
  dueAt: new Date(at.getTime() + spreadMinutes * 60_000).toISOString(),
});
const hourly = (given: Given = {}) =>
  Array.from({ length: 48 }, (_, hour) => run(local(24, 19 + hour), given));

test("an hourly policy of two days is one series with its rhythm, and buries no other", () => {
  const runs = [
    ...hourly(),
    run(local(25, 2), { policy: "Databases" }),
    run(local(26, 2), { policy: "Databases" }),
  ];

  const series = plannedSeries(runs, NOW);

  expect(
    series.map(({ policyName, times, everySeconds }) => [policyName, times.length, everySeconds]),
  ).toEqual([
    ["Documents", 48, 3_600],
    ["Databases", 2, undefined],
  ]);
  expect(series.map((one) => one.times[0]?.first)).toEqual([
    local(24, 19).toISOString(),
    local(25, 2).toISOString(),
  ]);
  expect(series.map(endOf)).toEqual([local(26, 18).toISOString(), local(26, 2).toISOString()]);
});

test("machines of one policy share its row, each with its own next time, and a due time spans from the first to the last", () => {
  const runs = [...hourly({ spreadMinutes: 9 }), ...hourly({ machine: "DB-Server", spreadMinutes: 2 })];

  const [series, ...others] = plannedSeries(runs, NOW);

  expect(others).toEqual([]);
  expect(series?.machines.map(({ hostname, dueAt }) => [hostname, dueAt])).toEqual([
    ["DB-Server", local(24, 19, 2).toISOString()],
    ["Anna-Mac", local(24, 19, 9).toISOString()],
  ]);
  expect(series).toMatchObject({ everySeconds: 3_600, times: { length: 48 } });
  expect(series?.times[0]).toEqual({
    scheduledFor: local(24, 19).toISOString(),
    first: local(24, 19, 2).toISOString(),
    last: local(24, 19, 9).toISOString(),
    machines: 2,
  });
});

test("unequal distances are no rhythm, and nor is a single one", () => {
  const times = [local(24, 20), local(25, 8), local(25, 20)];
  const everyOf = (of: Date[]) =>
    plannedSeries(
      of.map((at) => run(at)),
      NOW,
    )[0]?.everySeconds;

  expect(everyOf(times)).toBe(43_200);
  expect(everyOf(times.slice(1))).toBeUndefined();
  expect(everyOf([...times, local(26, 7)])).toBeUndefined();
});

test("machines in other zones keep the rhythm that each of them has", () => {
  const runs = [0, 1, 2].flatMap((turn) => [
    run(local(24, 20 + 12 * turn)),
    run(local(24, 21 + 12 * turn), { machine: "DB-Server" }),
  ]);

  const [series] = plannedSeries(runs, NOW);

  expect(series).toMatchObject({ everySeconds: 43_200, times: { length: 6 } });
  expect(series?.times.map(({ machines }) => machines)).toEqual([1, 1, 1, 1, 1, 1]);
});

test("what has come due since the list was read is not named as the next time", () => {
  const runs = [run(local(24, 18, 30)), run(local(24, 19, 30))];

  expect(plannedSeries(runs, NOW)[0]?.times.map(({ first }) => first)).toEqual([
    local(24, 19, 30).toISOString(),
  ]);
  expect(plannedSeries(runs.slice(0, 1), NOW)).toEqual([]);
});

test("times are told by the day on the wall", () => {
  const [series] = plannedSeries(hourly(), NOW);

  const days = byDay(series?.times ?? []);

  expect(days.map(({ day, times }) => [new Date(day).getDate(), times.length])).toEqual([
    [24, 5],
    [25, 24],
    [26, 19],
  ]);
});
