import { expect, test } from "vitest";
import { lastOccurrences, nextOccurrence, occurrencesBetween, type Rhythm, upcoming } from "./occurrence.ts";

const keys = (rhythm: Rhythm, zone: string, from: string, count: number) =>
  upcoming(rhythm, zone, new Date(from), count).map(
    ({ at, key }) => `${at.slice(0, 16)} ${key.split("/")[0]}`,
  );

test("the next run is strictly after the instant, with the intended local time, zone and fold as key", () => {
  const evening = { cron: "0 20 * * *" };
  const at = "2026-11-23T19:00:00.000Z";

  const before = nextOccurrence(evening, "Europe/Berlin", new Date("2026-11-23T18:59:59.999Z"));
  const after = nextOccurrence(evening, "Europe/Berlin", new Date(at));

  expect(before).toEqual({ at, key: "2026-11-23T20:00/Europe/Berlin/0" });
  expect(after).toEqual({ at: "2026-11-24T19:00:00.000Z", key: "2026-11-24T20:00/Europe/Berlin/0" });
});

test("the zone of the schedule goes before the zone of the machine", () => {
  const run = nextOccurrence(
    { cron: "0 20 * * *", timeZone: "Asia/Kathmandu" },
    "Europe/Berlin",
    new Date("2026-11-23T00:00:00Z"),
  );

  expect(run).toEqual({ at: "2026-11-23T14:15:00.000Z", key: "2026-11-23T20:00/Asia/Kathmandu/0" });
});

test("a period counts from the Unix epoch, whatever the zone", () => {
  const run = nextOccurrence({ every: "6h" }, "Europe/Berlin", new Date("2026-11-23T12:00:00Z"));
  const uneven = nextOccurrence({ every: 90 }, "UTC", new Date("1970-01-01T00:00:00Z"));

  expect(run).toEqual({ at: "2026-11-23T18:00:00.000Z", key: "2026-11-23T18:00Z" });
  expect(uneven).toEqual({ at: "1970-01-01T00:01:30.000Z", key: "1970-01-01T00:01:30Z" });
});

test("day of month and day of week combine with OR", () => {
  const runs = keys({ cron: "0 0 13 * 5" }, "UTC", "2026-12-01T00:00:00Z", 3);

  expect(runs.map((run) => run.slice(0, 10))).toEqual(["2026-12-04", "2026-12-11", "2026-12-13"]);
});

test("a time that does not exist runs once, at the first valid instant, under its intended time", () => {
  const berlin = keys({ cron: "30 2,14 * * *" }, "Europe/Berlin", "2026-03-28T14:00:00Z", 2);
  const lordHowe = keys({ cron: "15 2 * * *" }, "Australia/Lord_Howe", "2026-10-02T16:00:00Z", 1);
  const havana = keys({ cron: "0 */6 * * *" }, "America/Havana", "2026-03-07T22:00:00Z", 3);
  const apia = keys({ cron: "0 20 * * *" }, "Pacific/Apia", "2011-12-30T06:00:00Z", 2);

  expect(berlin).toEqual(["2026-03-29T01:00 2026-03-29T02:30", "2026-03-29T12:30 2026-03-29T14:30"]);
  expect(lordHowe).toEqual(["2026-10-03T15:30 2026-10-04T02:15"]);
  expect(havana).toEqual([
    "2026-03-07T23:00 2026-03-07T18:00",
    "2026-03-08T05:00 2026-03-08T00:00",
    "2026-03-08T10:00 2026-03-08T06:00",
  ]);
  expect(apia).toEqual(["2011-12-30T10:00 2011-12-30T20:00", "2011-12-31T06:00 2011-12-31T20:00"]);
});

test("a time that does not exist gives way to a run that the schedule has at the same instant anyway", () => {
  const runs = keys({ cron: "0 2,3 * * *" }, "Europe/Berlin", "2026-03-28T12:00:00Z", 2);

  expect(runs).toEqual(["2026-03-29T01:00 2026-03-29T03:00", "2026-03-30T00:00 2026-03-30T02:00"]);
});

test("a time that comes twice runs the first time only", () => {
  const berlin = keys({ cron: "30 2 * * *" }, "Europe/Berlin", "2026-10-24T12:00:00Z", 2);
  const havana = keys({ cron: "0 */6 * * *" }, "America/Havana", "2026-10-31T23:00:00Z", 2);

  expect(berlin).toEqual(["2026-10-25T00:30 2026-10-25T02:30", "2026-10-26T01:30 2026-10-26T02:30"]);
  expect(havana).toEqual(["2026-11-01T04:00 2026-11-01T00:00", "2026-11-01T11:00 2026-11-01T06:00"]);
});

test("a schedule that runs in every hour follows elapsed time through both clock changes", () => {
  const spring = keys({ cron: "30 * * * *" }, "Europe/Berlin", "2026-03-29T00:00:00Z", 2);
  const autumn = upcoming({ cron: "30 * * * *" }, "Europe/Berlin", new Date("2026-10-25T00:00:00Z"), 3);

  expect(spring).toEqual(["2026-03-29T00:30 2026-03-29T01:30", "2026-03-29T01:30 2026-03-29T03:30"]);
  expect(autumn.map((run) => run.key)).toEqual([
    "2026-10-25T02:30/Europe/Berlin/0",
    "2026-10-25T02:30/Europe/Berlin/1",
    "2026-10-25T03:30/Europe/Berlin/0",
  ]);
});

test("29 February is found over the eight years around 2100, 31 February never", () => {
  const leap = nextOccurrence({ cron: "0 0 29 2 *" }, "Europe/Berlin", new Date("2096-03-01T00:00:00Z"));

  expect(leap?.key).toBe("2104-02-29T00:00/Europe/Berlin/0");
  expect(nextOccurrence({ cron: "0 0 31 2 *" }, "UTC", new Date("2026-01-01T00:00:00Z"))).toBeUndefined();
});

test("a month away with a run every minute is counted whole, and its newest runs are found without that", () => {
  const [after, until] = [new Date("2026-10-01T00:00:00Z"), new Date("2026-10-31T00:00:00Z")];
  const minutely = { cron: "* * * * *" };

  const all = occurrencesBetween(minutely, "Europe/Berlin", after, until, Number.POSITIVE_INFINITY);
  const newest = lastOccurrences(minutely, "Europe/Berlin", after, until, 2);

  expect(all).toHaveLength(43_200);
  expect(newest).toEqual(all.slice(-2));
});
