import { execFileSync } from "node:child_process";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RepositoryInput } from "#contract/repositories";
import { listSnapshots, readTree } from "#contract/snapshots";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { startWholeCore } from "../whole-core.ts";
import { wholeLog } from "../writing-machine.ts";
import { backUp, change, makeFiles, protect, restoreAll } from "./backed-up-folder.ts";

const restic = process.env["HOLDFAST_RESTIC"] ?? "restic";
const version = execFileSync(restic, ["version"]).toString().split(" ").slice(0, 2).join(" ");

type Folder = RepositoryInput & { kind: "fs" };

/** Somebody gives the repository another password, past Holdfast. */
function changePassword({ path, password }: Folder, to: string): void {
  const file = `${path}.new-password`;
  writeFileSync(file, to, { mode: 0o600 });
  execFileSync(restic, ["-r", path, "key", "passwd", "--new-password-file", file], {
    env: { ...process.env, RESTIC_PASSWORD: password },
  });
}

test(`${version} backs up twice, lists, looks in, restores, and keeps the right password`, async () => {
  const place = newPlace({ HOLDFAST_RESTIC: restic });
  const source = makeFiles(place.folder);
  const core = await startWholeCore(place);
  const disk: Folder = {
    kind: "fs",
    name: "Disk",
    path: join(place.folder, "disk"),
    password: "open sesame",
    perAgent: false,
  };
  const { policyId, repositoryId } = await protect(core, source, disk);

  const first = await backUp(core, policyId);
  appendFileSync(join(source, "a letter.txt"), "how are you?\n");
  const second = await backUp(core, policyId);

  expect(first).toMatchObject({ status: "success", exitCode: 0, summary: { filesNew: 3 } });
  expect(second).toMatchObject({ status: "success", summary: { filesChanged: 1, filesUnmodified: 2 } });
  expect((await wholeLog(core.call, second.id)).join("\n")).toContain("Ended: success");
  const { items } = await core.call(listSnapshots, { params: { id: repositoryId }, query: {} });
  expect(items.map(({ id }) => id)).toEqual([second.snapshotId, first.snapshotId]);
  const folder = await core.call(readTree, {
    params: { snapshotId: second.snapshotId ?? "" },
    query: { repository: repositoryId, path: source },
  });
  expect(folder.items.map(({ name }) => name)).toEqual(["Taxes", "a letter.txt", "noise.bin"]);

  const target = join(place.folder, "back");
  await restoreAll(core, second, target);
  execFileSync("diff", ["-r", source, join(target, source)]);

  const other = { ...disk, password: "open barley" };
  await expect(change(core, repositoryId, other)).rejects.toMatchObject({
    problem: { status: 422, errors: [{ path: "password", message: expect.stringContaining("kept") }] },
  });
  expect(await backUp(core, policyId)).toMatchObject({ status: "success" });

  changePassword(disk, other.password);
  expect(await backUp(core, policyId)).toMatchObject({
    status: "failure",
    failure: { code: "wrong-password" },
    hint: { action: expect.any(String) },
  });
  await change(core, repositoryId, other);
  expect(await backUp(core, policyId)).toMatchObject({ status: "success" });
  expect(await core.stop()).toBe(0);
});
