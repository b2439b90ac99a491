import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isOnSameDisk } from "./same-disk.ts";

const folder = (path: string) => ({ kind: "fs", path }) as const;
const nas = { kind: "rest-server", url: "https://nas:8000/" } as const;

test("a folder beside the files is on their disk, also before it is made, and a server is not", () => {
  expect(isOnSameDisk(folder(join(tmpdir(), "not", "made", "yet")), [tmpdir()])).toBe(true);
  expect(isOnSameDisk(nas, [tmpdir()])).toBe(false);
  expect(isOnSameDisk(folder(process.cwd()), ["{documents}"])).toBe(false);
});

test.skipIf(process.platform !== "linux")("another file system is another disk (Linux has /proc)", () => {
  expect(isOnSameDisk(folder("/proc"), [tmpdir()])).toBe(false);
});
