import { expect, test } from "vitest";
import { fullestDisk } from "./disk-use.ts";

test("the fullest disk is shown, and a disk without a size is no reason to divide by nothing", () => {
  const disk = fullestDisk([
    { mountPath: "/", totalBytes: 100, freeBytes: 60 },
    { mountPath: "/data", totalBytes: 1_000, freeBytes: 120 },
    { mountPath: "/empty", totalBytes: 0, freeBytes: 0 },
  ]);

  expect(disk).toEqual({ mountPath: "/data", percent: 88 });
});
