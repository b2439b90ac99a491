import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { RestoreSpec } from "#contract/task";
import { type Attempt, attemptRestore } from "./attempt-restore.ts";
import { restoreSpecOf } from "./offers.ts";
import { makeWorkplace, type Workplace } from "./restic-session.ts";
import { makeStage, makeTemplate, type Stage } from "./stage.ts";

export const LONG_AGO = new Date("2001-02-03T04:05:06Z");

/**
 * For the tests of a file: a snapshot with `film.bin`, large enough to be stopped in its middle, and `folder/b.txt`, and what `addMore` puts
 * beside them; for each test a workplace of its own with a `target` to restore into that is not there yet.
 */
export function restoreStage(addMore: (at: (...names: string[]) => string) => Promise<void>) {
  let template: Awaited<ReturnType<typeof makeTemplate>>;
  let stage: Stage;
  let workplace: Workplace;
  let snapshotId: string;
  let content: Buffer;

  const at = (...names: string[]) => join(stage.source, ...names);
  const target = () => join(workplace.dir, "back");
  const backUp = async () => (await stage.backup([stage.source], { packSizeMiB: 4 })).snapshotId ?? "";

  beforeAll(async () => {
    template = await makeTemplate();
    stage = await makeStage(template);
    content = randomBytes(20 * 1024 ** 2);
    await writeFile(at("film.bin"), content);
    await mkdir(at("folder"));
    await writeFile(at("folder/b.txt"), "beta");
    await addMore(at);
    await utimes(at("film.bin"), LONG_AGO, LONG_AGO);
    snapshotId = await backUp();
  });
  beforeEach(async () => {
    workplace = await makeWorkplace();
    return () => rm(workplace.dir, { recursive: true });
  });
  afterAll(async () => {
    await stage.clear();
    await rm(template.dir, { recursive: true });
  });

  return {
    at,
    backUp,
    get stage() {
      return stage;
    },
    get workplace() {
      return workplace;
    },
    get snapshotId() {
      return snapshotId;
    },
    get content() {
      return content;
    },
    get target() {
      return target();
    },
    everything: (more: Partial<RestoreSpec> = {}) =>
      restoreSpecOf(snapshotId, { target: target(), paths: [stage.source], verify: true, ...more }),
    inTarget: (...names: string[]) => join(target(), "source", ...names),
    restore: (spec: RestoreSpec, attempt?: Attempt) =>
      attemptRestore({ workplace, repository: stage.repository }, spec, attempt),
    records: async () => await readdir(workplace.folders.restoresDir).catch((): string[] => []),
    async expectFilesIn(folder: string): Promise<void> {
      expect((await readFile(join(folder, "film.bin"))).equals(content)).toBe(true);
      expect(await readFile(join(folder, "folder/b.txt"), "utf8")).toBe("beta");
    },
  };
}
