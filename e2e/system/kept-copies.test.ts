import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listRuns } from "#contract/runs";
import { createRestore } from "#contract/snapshots";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { startWholeCore, untilEnded } from "../whole-core.ts";
import { backUp, protect } from "./backed-up-folder.ts";
import { plugIn, whyNoDisk } from "./cut-disk.ts";

const FILES = 200;
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
  const { policyId } = await protect(core, source, {
    kind: "fs",
    name: "Disk",
    path: join(place.folder, "repository"),
    password: "open sesame",
  });
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

function wordsIn(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
