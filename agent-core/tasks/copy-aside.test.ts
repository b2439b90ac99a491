import {
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createStopSwitch } from "../stop-signal.ts";
import { silentRunLog } from "../testing/silent-log.ts";
import { copyAside } from "./copy-aside.ts";
import { sign } from "./unfinished-copies.ts";

const MIB = 1024 ** 2;

let home: string;
let path: string;
let copy: string;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "holdfast-aside-"));
  for (const name of ["there", "kept"]) mkdirSync(join(home, name));
  path = join(home, "there", "disk.img");
  copy = join(home, "kept", "disk.img");
  await sign(join(home, "kept"));
});
afterEach(() => rmSync(home, { recursive: true }));

function copying(stop = createStopSwitch()) {
  const wanted = { files: [{ path }], target: join(home, "there"), folder: join(home, "kept") };
  return copyAside({ log: silentRunLog, stop }, wanted);
}

/** Where a disk can make a copy at once, there is no middle. */
function clones(): boolean {
  try {
    copyFileSync(path, join(home, "clone"), constants.COPYFILE_FICLONE_FORCE);
    return true;
  } catch {
    return false;
  }
}

test("a stop is heard in the middle of a large file", async (context) => {
  if (process.platform === "win32") context.skip("Windows copies a file in one piece");
  // Takes no room here; its copy would.
  writeFileSync(path, "");
  truncateSync(path, 1_024 * MIB);
  if (clones()) context.skip("this disk copies a file at once");
  const stop = createStopSwitch();

  const done = copying(stop);
  while (!existsSync(copy)) await setTimeout(1);
  stop.stop("cancelled");

  expect(await done).toEqual({ files: 0, bytes: 0, missed: { count: 0, why: "" } });
  expect(lstatSync(copy).size).toBeLessThan(1_024 * MIB);
});

test("a large file is kept whole", async () => {
  writeFileSync(path, Buffer.alloc(65 * MIB, "Holdfast"));

  expect(await copying()).toMatchObject({ files: 1, bytes: 65 * MIB, missed: { count: 0 } });
  expect(readFileSync(copy).equals(readFileSync(path))).toBe(true);
});
