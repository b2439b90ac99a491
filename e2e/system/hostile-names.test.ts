import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRestore, readTree } from "#contract/snapshots";
import { forgeSnapshot } from "../../agent-core/testing/forge-snapshot.ts";
import { readZip } from "../../agent-core/testing/read-zip.ts";
import { findProgram } from "../../electron/cli/find-program.ts";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { resticCandidates } from "../../electron/core/restic-candidates.ts";
import { startWholeCore, untilEnded, type WholeCore } from "../whole-core.ts";
import { backUp, protect, restoreAll } from "./backed-up-folder.ts";

const { HOLDFAST_RESTIC, PATH = "" } = process.env;
const restic = findProgram(resticCandidates(HOLDFAST_RESTIC), PATH);
const isLinux = process.platform === "linux";
const why = isLinux ? "" : " (skipped: only Linux has file systems that take any byte in a name)";
const PASSWORD = "open sesame";

const texts = [
  "new\nline",
  "esc\u001b[31mred",
  "\u202egpj.exe",
  "-rf",
  "..hidden",
  "...",
  "x".repeat(255),
  "ü".repeat(127),
];
const names = [...texts.map((name) => Buffer.from(name)), Buffer.from([0x62, 0xff, 0xfe, 0x78])];
const within = (folder: string, name: Buffer) => Buffer.concat([Buffer.from(`${folder}/`), name]);
const hex = (bytes: readonly Buffer[]) => bytes.map((one) => one.toString("hex")).sort();

async function download(
  core: WholeCore,
  repository: string,
  snapshot: string,
  path: string,
): Promise<Buffer> {
  const query = new URLSearchParams({ repository, path });
  const answer = await fetch(`${core.url}/api/v1/snapshots/${snapshot}/download?${query}`, {
    headers: { authorization: `Bearer ${core.token}` },
  });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

test.skipIf(!isLinux || restic === undefined)(
  `hostile names survive backup, browsing, restore and zip, and none climbs out of its folder${why}`,
  async () => {
    const place = newPlace({ HOLDFAST_RESTIC: restic });
    const { folder } = place;
    const [source, backup, back] = [join(folder, "source"), join(folder, "backup"), join(folder, "back")];
    mkdirSync(source);
    for (const name of names) writeFileSync(within(source, name), name);
    const core = await startWholeCore(place);
    const { repositoryId, policyId } = await protect(core, source, {
      ...{ kind: "fs", name: "Disk", path: backup, password: PASSWORD, perAgent: false },
    });

    const run = await backUp(core, policyId);
    expect(run).toMatchObject({ status: "success", summary: { filesNew: names.length } });
    const snapshotId = run.snapshotId ?? "";
    const tree = (path: string, snapshot = snapshotId) =>
      core.call(readTree, { params: { snapshotId: snapshot }, query: { repository: repositoryId, path } });

    const { items } = await tree(source);
    expect(items.map(({ name }) => name).sort()).toEqual(names.map((name) => name.toString()).sort());

    await restoreAll(core, run, back);
    const restored = join(back, source);
    expect(hex(readdirSync(restored, { encoding: "buffer" }))).toEqual(hex(names));
    for (const name of names) expect(readFileSync(within(restored, name))).toEqual(name);

    const zip = readZip(await download(core, repositoryId, snapshotId, source));
    const files = zip.filter(({ content }) => content.length > 0);
    expect(hex(files.map(({ content }) => content))).toEqual(hex(names));
    for (const { name, content } of files) expect(name).toEqual(within("source", content));

    // A name that no backup stores, but that somebody with the password could.
    const environment = { PATH, HOME: folder, RESTIC_PASSWORD: PASSWORD };
    const key = execFileSync(restic ?? "", ["-r", backup, "--no-cache", "cat", "masterkey"], {
      env: environment,
    });
    const evil = { name: "..", nodes: [{ name: "climbed", content: "evil" }] };
    const forged = await forgeSnapshot(backup, key.toString(), [evil, { name: "good", content: "good" }]);
    expect((await tree("/", forged)).items.map(({ name }) => name)).toEqual(["good"]);
    const climbing = readZip(await download(core, repositoryId, forged, "/"));
    expect(climbing.map(({ name }) => name.toString()).filter((name) => name.includes(".."))).toEqual([]);
    const target = join(folder, "deep", "target");
    const body = { repositoryId, snapshotId: forged, target };
    await untilEnded(core.call, (await core.call(createRestore, { body })).id);
    expect(readdirSync(join(folder, "deep"))).toEqual(["target"]);
    expect(readdirSync(folder)).not.toContain("climbed");
  },
);
