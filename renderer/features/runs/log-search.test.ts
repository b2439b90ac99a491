import { expect, test } from "vitest";
import type { LogLine } from "#contract/runs";
import { asText, atLeast, findLines, step } from "./log-search.ts";

const lines: LogLine[] = [
  { seq: 0, at: "2026-11-24T10:00:00.000Z", level: "info", text: "open repository" },
  { seq: 0, at: "2026-11-24T10:00:01.000Z", level: "warn", text: "/root: permission denied" },
  { seq: 1, at: null, level: "error", text: "Fatal: wrong password" },
];

test("a level shows itself and what is worse", () => {
  const shown = atLeast(lines, "warn");

  expect(shown.map((line) => line.level)).toEqual(["warn", "error"]);
});

test("a search ignores case and outer blanks", () => {
  const places = findLines(lines, " FATAL ");

  expect(places).toEqual([2]);
});

test("an empty search finds nothing", () => {
  const places = findLines(lines, "  ");

  expect(places).toEqual([]);
});

test("behind the last hit comes the first, and before the first the last", () => {
  const steps = [step(2, 1, 3), step(0, -1, 3), step(0, 1, 0)];

  expect(steps).toEqual([0, 2, 0]);
});

test("copied lines read as in the log file", () => {
  const text = asText(lines.slice(1));

  expect(text).toBe("2026-11-24T10:00:01.000Z warn /root: permission denied\nFatal: wrong password");
});
