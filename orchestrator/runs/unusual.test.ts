import { expect, test } from "vitest";
import type { RunSummary } from "#contract/outcome";
import { unusualIn } from "./unusual.ts";

const usual: RunSummary = {
  filesNew: 5,
  filesChanged: 15,
  filesProcessed: 1_000,
  bytesProcessed: 2_000_000_000,
  dataAddedBytes: 20_000_000,
};
const ten = Array.from({ length: 10 }, () => usual);
const oddIn = (change: RunSummary, before = ten) => unusualIn({ ...usual, ...change }, before).length;

test("each of the four signs is seen by itself", () => {
  expect(oddIn({ filesChanged: 120 })).toBe(1);
  expect(oddIn({ dataAddedBytes: 300_000_000 })).toBe(1);
  expect(oddIn({ filesProcessed: 680 })).toBe(2);
  expect(oddIn({ filesProcessed: 790 })).toBe(1);
});

test("what is within its measure is not odd", () => {
  expect(oddIn({})).toBe(0);
  expect(oddIn({ filesChanged: 80 })).toBe(0);
  expect(oddIn({ dataAddedBytes: 99_000_000 })).toBe(0);
  expect(oddIn({ filesProcessed: 810 })).toBe(0);
});

test("many times nearly nothing is nothing", () => {
  const quiet = Array.from({ length: 10 }, () => ({
    filesProcessed: 40,
    filesChanged: 0,
    dataAddedBytes: 0,
  }));

  expect(unusualIn({ filesProcessed: 60, filesNew: 20, dataAddedBytes: 9_000_000 }, quiet)).toEqual([]);
});

test("before there is a usual nothing is unusual", () => {
  expect(oddIn({ filesChanged: 900 }, ten.slice(0, 2))).toBe(0);
});

test("a backup without any file is odd at once, where the one before had some", () => {
  const [before] = ten;
  expect(unusualIn({ filesProcessed: 0 }, [before ?? {}])).toEqual([
    expect.stringContaining("no file at all"),
  ]);
  expect(unusualIn({ filesProcessed: 0 }, [{ filesProcessed: 0 }])).toEqual([]);
  expect(unusualIn({}, [before ?? {}])).toEqual([]);
});
