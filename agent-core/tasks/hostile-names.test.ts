import { readdirSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { foundEntry, type TreeEntry, treeEntry } from "#contract/browse";
import { download } from "../questions/download.ts";
import { find } from "../questions/find.ts";
import { ls } from "../questions/ls.ts";
import { ask } from "../testing/ask.ts";
import { type ForgedNode, forgeSnapshot } from "../testing/forge-snapshot.ts";
import { restoreSpecOf } from "../testing/offers.ts";
import { readZip } from "../testing/read-zip.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";

const isLinux = process.platform === "linux";
const why = isLinux ? "" : " (skipped: only Linux has file systems that take any byte in a name)";
const hostile = [
  "-rf",
  "--target=x",
  "new\nline",
  "esc\u001b[31mred",
  "\u202egpj.exe",
  "..hidden",
  "...",
  "a*b[c]?",
  "back\\slash",
  " blank ",
  "{braces}",
  "x".repeat(255),
].map((name) => Buffer.from(name));
const lost = [
  Buffer.from([0x62, 0xff, 0xfe, 0x78]),
  Buffer.concat([Buffer.from("dir"), Buffer.from([0xe9])]),
];

let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;
let snapshotId: string;

beforeAll(async () => {
  template = await makeTemplate();
  stage = await makeStage(template);
  if (!isLinux) return;
  for (const name of [...hostile, lost[0] ?? Buffer.alloc(0)]) await writeFile(pathOf(name), name);
  await mkdir(pathOf(lost[1] ?? Buffer.alloc(0)));
  await writeFile(Buffer.concat([pathOf(lost[1] ?? Buffer.alloc(0)), Buffer.from("/inside")]), "inside");
  snapshotId = (await stage.backup([stage.source])).snapshotId ?? "";
});
afterAll(async () => {
  await stage.clear();
  await rm(template.dir, { recursive: true });
});

const evil = { content: "evil" };
const pathOf = (name: Buffer) => Buffer.concat([Buffer.from(`${stage.source}/`), name]);
const listed = async (path: string) =>
  (await ask(stage, ls, { snapshotId, path })).map((line) => treeEntry.parse(line));
const bytesOf = (folder: string) =>
  readdirSync(folder, { encoding: "buffer" }).map((name) => name.toString("hex"));

test.skipIf(!isLinux)(`hostile names are listed, found and come back, all and each alone${why}`, async () => {
  const entries = await listed(stage.source);
  const paths = entries.map(({ path }) => path);
  const [all, some] = [join(stage.dir, "all"), join(stage.dir, "some")];

  const whole = await stage.restore(restoreSpecOf(snapshotId, { paths: [stage.source], target: all }));
  const each = await stage.restore(restoreSpecOf(snapshotId, { paths, target: some }));

  const names = entries.map(({ name }) => name).sort();
  expect(names).toEqual(["a.txt", ...[...hostile, ...lost].map((name) => name.toString())].sort());
  expect([whole.outcome, each.outcome]).toEqual(["success", "success"]);
  const wanted = bytesOf(stage.source);
  expect([bytesOf(join(all, "source")), bytesOf(some)]).toEqual([wanted, wanted]);
});

test.skipIf(!isLinux)(
  `a folder whose name is no text can be opened, and its file searched${why}`,
  async () => {
    const folder = `${stage.source}/dir\ufffd`;

    const inside = await listed(folder);
    const found = await ask(stage, find, { by: { kind: "path", path: `${folder}/inside` }, limit: 5 });

    expect(inside.map(({ path }: TreeEntry) => path)).toEqual([`${folder}/inside`]);
    expect(found.map((line) => foundEntry.parse(line).name)).toEqual(["inside"]);
  },
);

test.skipIf(!isLinux)(`hostile names keep their bytes in a zip, where none can climb out${why}`, async () => {
  const paths = [`${stage.source}/b\ufffd\ufffdx`, `${stage.source}/-rf`, `${stage.source}/dir\ufffd`];

  const all = readZip(Buffer.concat(await ask(stage, download, { snapshotId, paths: [stage.source] })));
  const some = readZip(Buffer.concat(await ask(stage, download, { snapshotId, paths })));

  const namesIn = (zip: typeof all) => zip.map(({ name }) => name.toString("latin1")).sort();
  for (const name of [...hostile, lost[0] ?? Buffer.alloc(0)]) {
    const entry = all.find((one) => one.name.equals(Buffer.concat([Buffer.from("source/"), name])));
    expect(entry?.content).toEqual(name);
  }
  expect(namesIn(some)).toEqual(["-rf", "b\xff\xfex", "dir\xe9/", "dir\xe9/inside"]);
});

test.each([
  [
    "names that climb",
    (outside: string): ForgedNode[] => [
      { name: "..", nodes: [{ name: "outside", nodes: [{ name: "by-dots", ...evil }] }] },
      { name: "../outside/by-name", ...evil },
      { name: `${outside}/by-absolute-name`, ...evil },
      { name: "good.txt", content: "good" },
    ],
  ],
  [
    "a link and a folder of one name",
    (outside: string): ForgedNode[] => [
      { name: "door", link: outside },
      { name: "door", nodes: [{ name: "by-link", ...evil }] },
    ],
  ],
])("a snapshot that was forged with %s writes nothing beside the target", async (_, nodes) => {
  const key = (await stage.restic("cat", "masterkey")).join("\n");
  const place = await mkdtemp(join(stage.dir, "deep-"));
  const [outside, target] = [join(place, "outside"), join(place, "target")];
  await mkdir(outside);
  const forged = await forgeSnapshot(stage.repository.location, key, nodes(outside));

  const end = await stage.restore(restoreSpecOf(forged, { target }));
  const zip = readZip(Buffer.concat(await ask(stage, download, { snapshotId: forged, paths: ["/"] })));

  expect([readdirSync(outside), readdirSync(place).sort()]).toEqual([[], ["outside", "target"]]);
  expect(end.outcome).toBe("failure");
  const names = zip.map(({ name }) => name.toString());
  expect(names.filter((name) => /^\/|(^|\/)\.\.(\/|$)/.test(name))).toEqual([]);
  const links = zip.filter(({ mode }) => (mode & 0o170000) === 0o120000).map(({ name }) => `${name}/`);
  expect(names.filter((name) => links.some((link) => name.startsWith(link)))).toEqual([]);
});

test("a link in the target is not followed out of it", async () => {
  const [outside, target] = [join(stage.dir, "beside"), join(stage.dir, "linked")];
  const { snapshotId: made = "" } = await stage.backup([stage.source]);
  await mkdir(outside);
  await mkdir(target);
  await symlink(outside, join(target, "source"));

  const end = await stage.restore(
    restoreSpecOf(made, { paths: [stage.source], target, overwrite: "always" }),
  );

  expect(readdirSync(outside)).toEqual([]);
  expect(end.outcome).toBe("success");
  expect(await readFile(join(target, "source/a.txt"), "utf8")).toBe("alpha");
});
