import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { RepositoryAccess } from "#contract/repository";
import type { BackupSpec, RestoreSpec, TaskOffer } from "#contract/task";
import { init as initRepository } from "../restic/init.ts";
import { runBackup } from "../tasks/backup.ts";
import { runInit } from "../tasks/init.ts";
import { knownFolders } from "../tasks/known-folders.ts";
import { runRestore } from "../tasks/restore.ts";
import type { TaskHandler } from "../tasks/task-context.ts";
import { makeKeysCheap } from "./cheap-keys.ts";
import { backupOffer, offerOf } from "./offers.ts";
import { perform as performWith } from "./perform.ts";
import { accessTo, makeWorkplace, openSession, PASSWORD, realRestic } from "./restic-session.ts";

/** An empty repository made once, for making one costs seconds. */
export async function makeTemplate() {
  const workplace = await makeWorkplace();
  const { run } = await openSession(workplace, await realRestic(workplace));
  const made = await initRepository(run);
  if (made.end.exitCode !== 0) throw new Error(made.end.words.join("\n"));
  const repository = join(workplace.dir, "repository");
  await makeKeysCheap(repository, PASSWORD);
  return { repository, dir: workplace.dir };
}

/** A folder with one file, a repository, and the tasks that work on them. */
export async function makeStage(template: { repository: string }) {
  const workplace = await makeWorkplace();
  const { dir } = workplace;
  const program = await realRestic(workplace);
  const repository = accessTo(join(dir, "repository"));
  await cp(template.repository, repository.location, { recursive: true });
  const source = join(dir, "source");
  await mkdir(source);
  await writeFile(join(source, "a.txt"), "alpha");

  const perform = (handler: TaskHandler, offer: TaskOffer, home?: string) =>
    performWith({ workplace, program, home }, handler, offer);

  return {
    dir,
    source,
    repository,
    perform,
    init: (to: RepositoryAccess = repository) =>
      perform(runInit, offerOf({ kind: "init", repository: to, spec: {} })),
    backup: async (
      include: string[],
      more: Partial<BackupSpec> = {},
      to = repository,
      neverRead: string[] = [],
    ) => {
      const places = [await knownFolders(dir)];
      return await perform(
        (context) => runBackup({ places, neverRead }, context),
        backupOffer(to, include, more),
      );
    },
    /** What restic says to any command, line by line. */
    restic: async (...args: string[]) => {
      const said: string[] = [];
      const { run, close } = await openSession(workplace, program, { repository });
      const end = await run({
        args,
        onLine: ({ stream, text }) => void (stream === "stdout" && said.push(text)),
      });
      await close();
      if (end.exitCode !== 0) throw new Error(end.words.join("\n"));
      return said;
    },
    restore: (spec: RestoreSpec, { home }: { home?: string } = {}) =>
      perform(runRestore, offerOf({ kind: "restore", repository, spec }), home),
    clear: () => rm(dir, { recursive: true }),
  };
}
export type Stage = Awaited<ReturnType<typeof makeStage>>;

/** Every test of a file begins on a stage of its own, which `use` gets. */
export function eachTestOnAStage(use: (stage: Stage) => void): void {
  let template: Awaited<ReturnType<typeof makeTemplate>>;
  let stage: Stage;
  beforeAll(async () => {
    template = await makeTemplate();
  });
  afterAll(() => rm(template.dir, { recursive: true }));
  beforeEach(async () => {
    stage = await makeStage(template);
    use(stage);
  });
  afterEach(() => stage.clear());
}
