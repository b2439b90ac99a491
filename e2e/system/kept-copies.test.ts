import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listRuns, readRunLog } from "#contract/runs";
import { createRestore } from "#contract/snapshots";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { startWholeCore, until, untilEnded } from "../whole-core.ts";
import { backUp, makeFiles, protect } from "./backed-up-folder.ts";
import { plugIn, whyNoDisk } from "./cut-disk.ts";

const FILES = 200;
const MANY_FILES = 3_000;
const objection = whyNoDisk();

test("what a restore overwrites is kept on the disk: a power cut right after it loses none", async (context) => {
  if (objection !== undefined) context.skip(objection);
  const place = newPlace({ HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"] });
  const home = join(place.folder, "home");
  place.variables["HOME"] = home;
  const disk = plugIn(home);
  const source = join(home, "Documents");
  const names = Array.from({ length: FILES }, (_, number) => `${number % 7}/${number}.txt`);
  for (const name of names) mkdirSync(join(source, name, ".."), { recursive: true });
  const writeAll = (words: string) => {
    for (const name of names) writeFileSync(join(source, name), `${words} ${name}`);
  };
  writeAll("saved");
  const core = await startWholeCore(place);
  const { policyId } = await protect(core, source, diskIn(place.folder));
  const { repositoryId, snapshotId } = await backUp(core, policyId);
  writeAll("written since");
  execFileSync("sync", ["-f", source]);

  const body = { repositoryId, snapshotId: snapshotId ?? "", inPlace: true, overwrite: "always" } as const;
  const task = await untilEnded(core.call, (await core.call(createRestore, { body })).id);
  const { items } = await core.call(listRuns, { query: { kind: "restore" } });
  await disk.cutPower(core.pid, () => core.kill());

  expect(task.status).toBe("succeeded");
  const keptIn = items[0]?.summary?.keptIn ?? "";
  const lost = names.filter((name) => wordsIn(join(keptIn, source, name)) !== `written since ${name}`);
  expect(lost).toEqual([]);
});

test("a restore that is killed in the middle says in its run where the files are", async () => {
  const place = newPlace();
  const isRestoring = join(place.folder, "restoring");
  place.variables["HOLDFAST_RESTIC"] = resticThatStopsRestoring(place.folder, isRestoring);
  const source = makeFiles(place.folder);
  let core = await startWholeCore(place);
  const { policyId } = await protect(core, source, diskIn(place.folder));
  const { repositoryId, snapshotId } = await backUp(core, policyId);
  writeFileSync(join(source, "a letter.txt"), "written since");

  const body = { repositoryId, snapshotId: snapshotId ?? "", inPlace: true, overwrite: "always" } as const;
  await core.call(createRestore, { body });
  await until(async () => existsSync(isRestoring), Boolean, { what: "the restore" });
  await core.kill();
  core = await startWholeCore(place);
  const { items } = await until(
    () => core.call(listRuns, { query: { kind: "restore", status: "interrupted" } }),
    (runs) => runs.items.length > 0,
  );
  await core.kill();

  const { keptIn = "", ...amount } = items[0]?.summary ?? {};
  expect(amount).toMatchObject({ filesKept: 1, bytesKept: 13 });
  expect(wordsIn(join(keptIn, source, "a letter.txt"))).toBe("written since");
});

test("a restore that is killed while it copies has overwritten nothing, and its copies go with the next start", async () => {
  const place = newPlace({ HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"] });
  const home = join(place.folder, "home");
  place.variables["HOME"] = home;
  const source = join(home, "Documents");
  mkdirSync(source, { recursive: true });
  const names = Array.from({ length: MANY_FILES }, (_, number) => `${number}.txt`);
  for (const name of names) writeFileSync(join(source, name), `saved ${name}`);
  let core = await startWholeCore(place);
  const { policyId } = await protect(core, source, diskIn(place.folder));
  const { repositoryId, snapshotId } = await backUp(core, policyId);
  for (const name of names) writeFileSync(join(source, name), `written since ${name}`);

  const body = { repositoryId, snapshotId: snapshotId ?? "", inPlace: true, overwrite: "always" } as const;
  await core.call(createRestore, { body });
  const copies = await firstIn(home, /^Overwritten/);
  await core.kill();
  expect(readdirSync(copies)).toContain("Not complete, nothing was overwritten yet.txt");
  core = await startWholeCore(place);
  const { items } = await until(
    () => core.call(listRuns, { query: { kind: "restore", status: "interrupted" } }),
    (runs) => runs.items.length > 0,
  );
  // Its next attempt begins some seconds later, with copies of its own.
  const isGone = !existsSync(copies);
  const log = await core.call(readRunLog, { params: { id: items[0]?.id ?? "" }, query: {} });
  await core.kill();

  expect(isGone).toBe(true);
  expect(items[0]?.summary?.keptIn).toBeUndefined();
  expect(JSON.stringify(log)).toContain("Nothing was overwritten.");
  const changed = names.filter((name) => wordsIn(join(source, name)) !== `written since ${name}`);
  expect(changed).toEqual([]);
});

/** Nothing slower would meet the copying. */
async function firstIn(folder: string, name: RegExp): Promise<string> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    const found = readdirSync(folder).find((one) => name.test(one));
    if (found !== undefined && readdirSync(join(folder, found)).length > 1) return join(folder, found);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error(`nothing in ${folder} is called ${name}`);
}

const diskIn = (folder: string) =>
  ({ kind: "fs", name: "Disk", path: join(folder, "repository"), password: "open sesame" }) as const;

/** The real one, but for the moment at which it would overwrite. */
function resticThatStopsRestoring(folder: string, sign: string): string {
  const program = join(folder, "restic");
  const real = process.env["HOLDFAST_RESTIC"] ?? "restic";
  const script = `#!/bin/sh
case " $* " in
  *" --dry-run "*) ;;
  " restore "*) touch "${sign}"; sleep 600; exit 1 ;;
esac
exec "${real}" "$@"
`;
  writeFileSync(program, script, { mode: 0o755 });
  return program;
}

function wordsIn(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
