import { expect, test } from "vitest";
import { progressLine } from "./progress-line.ts";

const progress = { phase: "backup", filesDone: 1_200, bytesDone: 3 * 1024 ** 2, errorCount: 0 };

test("a running task shows how far it is", () => {
  const known = {
    ...progress,
    percentDone: 0.429,
    bytesTotal: 7 * 1024 ** 2,
    secondsRemaining: 370,
    errorCount: 2,
  };

  expect(progressLine({ kind: "backup", status: "running", progress: known })).toBe(
    "backup: 42 %  3.0 MiB of 7.0 MiB  1,200 files  about 6 min left  2 unreadable",
  );
});

test("what is not known is left out", () => {
  expect(progressLine({ kind: "backup", status: "running", progress })).toBe("backup: 3.0 MiB  1,200 files");
  expect(progressLine({ kind: "restore", status: "running", progress: null })).toBe("restore: starting");
  expect(progressLine({ kind: "backup", status: "queued", progress: null })).toBe(
    "backup: waiting for its turn",
  );
});
