import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diskOf } from "../facts/disk-of.ts";
import { failed } from "../restic/judge-end.ts";
import { silentRunLog } from "../testing/silent-log.ts";
import { nameFullDisk, refuseWithoutSpace } from "./check-space.ts";

const said: string[] = [];
const log = { ...silentRunLog, warn: (text: string) => void said.push(text) };
const folders = { home: tmpdir(), tmpDir: tmpdir(), cacheDir: tmpdir(), restoresDir: tmpdir() };

test("a disk without room for restic's own files is named with what is left on it", async () => {
  const { mountPath } = await diskOf(tmpdir());

  const end = await refuseWithoutSpace({ folders, log }, Number.MAX_SAFE_INTEGER);

  expect(end).toMatchObject({ outcome: "failure", failure: { code: "local-disk-full" } });
  expect(end?.failure?.message).toContain(`The disk ${mountPath} of this machine has only`);
});

test("a disk with room is no obstacle", async () => {
  expect(await refuseWithoutSpace({ folders, log }, 1)).toBeUndefined();
});

test("a run that found a disk full names it by the file that restic could not write", async () => {
  const path = join(tmpdir(), "no/such/folder/data/f7/abc-tmp-1");
  const detail = `Fatal: unable to save snapshot: write ${path}: no space left on device`;
  const { mountPath } = await diskOf(tmpdir());

  const end = await nameFullDisk(failed("repository-full", "It is full.", detail), folders);

  expect(end.failure?.message).toMatch(/^It is full\. It is the disk/);
  expect(end.failure?.message).toContain(` ${mountPath}, with `);
});

test("a quota of a server names no disk", async () => {
  const end = failed(
    "repository-full",
    "It is full.",
    "unexpected HTTP response (507): 507 Insufficient Storage",
  );

  expect(await nameFullDisk(end, folders)).toEqual(end);
});

test("a run that stood still on a full disk of this machine names it, another one stays what it was", async () => {
  const stalled = failed("stalled");
  const { mountPath } = await diskOf(tmpdir());

  const full = await nameFullDisk(stalled, folders, Number.MAX_SAFE_INTEGER);

  expect(full).toMatchObject({ outcome: "failure", failure: { code: "local-disk-full" } });
  expect(full.failure?.message).toContain(`the disk ${mountPath} of this machine`);
  expect(await nameFullDisk(stalled, folders, 0)).toBe(stalled);
});
