import { expect, test } from "vitest";
import { fullWords, growthWords, latencyWords, spaceWords } from "./health-words.ts";

const nothing = { latencyMs: null, usedBytes: null, freeBytes: null, totalBytes: null };
const sample = { ...nothing, at: "", snapshotCount: 0, appendsOnly: null, problem: null };

test("numbers are said as people say them, and what nobody knows is said too", () => {
  expect(latencyWords({ ...sample, latencyMs: 0.4 })).toBe("under 1 ms");
  expect(latencyWords(sample)).toBe("not measured");
  expect(spaceWords({ ...sample, usedBytes: 1_500_000, freeBytes: 2_000_000_000 })).toBe(
    "1.5 MB used, 2.0 GB free",
  );
  expect(spaceWords(sample)).toBe("free space unknown");
  expect(growthWords({ growthBytesPerDay: -2_000_000, daysUntilFull: null })).toBe("shrinks by 2.0 MB a day");
  expect(fullWords({ growthBytesPerDay: null, daysUntilFull: 9.6 })).toBe("in about 10 days");
  expect(fullWords({ growthBytesPerDay: null, daysUntilFull: 100 })).toBe("in about 3 months");
  expect(fullWords({ growthBytesPerDay: null, daysUntilFull: null })).toBe("not in sight");
});
