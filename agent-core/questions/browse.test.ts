import { mkdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { diffLine, foundEntry, type TreeEntry } from "#contract/browse";
import { ask } from "../testing/ask.ts";
import { readZip } from "../testing/read-zip.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";
import { diff } from "./diff.ts";
import { download } from "./download.ts";
import { find } from "./find.ts";
import { keys } from "./keys.ts";
import { ls } from "./ls.ts";

let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;
let first: string;
let second: string;
const large = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7 + (index >> 8)) & 255));

beforeAll(async () => {
  template = await makeTemplate();
  stage = await makeStage(template);
  const { source } = stage;
  await mkdir(join(source, "Photos"));
  for (const name of ["photo 10.jpg", "photo 2.jpg", "[x]*.jpg"])
    await writeFile(join(source, "Photos", name), name);
  await writeFile(join(source, "Photos/large.bin"), large);
  await utimes(join(source, "Photos/large.bin"), 1_700_000_000, 1_700_000_000);
  await symlink("/etc/passwd", join(source, "Photos/link"));
  first = (await stage.backup([source])).snapshotId ?? "";
  await writeFile(join(source, "a.txt"), "alpha and omega");
  await writeFile(join(source, "Photos/new.jpg"), "new");
  await rm(join(source, "Photos/photo 2.jpg"));
  second = (await stage.backup([source])).snapshotId ?? "";
});
afterAll(async () => {
  await stage.clear();
  await rm(template.dir, { recursive: true });
});

const below = (path: string) => join(stage.source, path);
const namesOf = (lines: unknown[]) => lines.map((line) => (line as TreeEntry).name);

test("a folder comes in the order for people, a page after the other", async () => {
  const folder = { snapshotId: first, path: below("Photos") };

  const page = await ask(stage, ls, { ...folder, limit: 3 });
  const next = await ask(stage, ls, { ...folder, limit: 3, after: page.at(-1) });

  expect(namesOf(page)).toEqual(["[x]*.jpg", "large.bin", "link"]);
  expect(namesOf(next)).toEqual(["photo 2.jpg", "photo 10.jpg"]);
});

test.for([
  ["PHOTO", ["photo 10.jpg", "Photos", "photo 10.jpg", "photo 2.jpg", "Photos"]],
  ["[x]*", ["[x]*.jpg", "[x]*.jpg"]],
  ["*.jpg", ["[x]*.jpg", "new.jpg", "photo 10.jpg", "[x]*.jpg", "photo 10.jpg", "photo 2.jpg"]],
] as const)("a search for %s finds what is called so, and not what lies below it", async ([name, wanted]) => {
  const found = await ask(stage, find, { by: { kind: "name", name }, limit: 50 });

  expect(namesOf(found).sort()).toEqual([...wanted].sort());
});

test("the versions of a file are found by its whole path, and no more than asked for", async () => {
  const by = { kind: "path", path: below("a.txt") };

  const all = (await ask(stage, find, { by, limit: 50 })).map((line) => foundEntry.parse(line));
  const one = await ask(stage, find, { by, limit: 1 });

  expect(all).toMatchObject([
    { snapshotId: second, sizeBytes: 15 },
    { snapshotId: first, sizeBytes: 5 },
  ]);
  expect(one).toHaveLength(1);
});

test("a comparison tells what changed below a folder, and how much in all", async () => {
  const args = { a: first, b: second, path: below("Photos"), skip: 0, limit: 50 };

  const lines = (await ask(stage, diff, args)).map((line) => diffLine.parse(line));
  const rest = await ask(stage, diff, { ...args, skip: 1, limit: 1 });

  expect(lines).toEqual([
    { path: below("Photos/new.jpg"), isFolder: false, change: "added" },
    { path: below("Photos/photo 2.jpg"), isFolder: false, change: "removed" },
    {
      totals: {
        added: 1,
        removed: 1,
        modified: 0,
        addedBytes: expect.any(Number),
        removedBytes: expect.any(Number),
      },
    },
  ]);
  expect(rest).toMatchObject([{ change: "removed" }, { totals: { added: 1 } }]);
});

test("a download holds files and folders side by side, byte for byte, with their times", async () => {
  const paths = [below("a.txt"), below("Photos")];

  const zip = readZip(Buffer.concat(await ask(stage, download, { snapshotId: first, paths })));

  const byName = new Map(zip.map(({ name, ...entry }) => [name.toString(), entry]));
  expect([...byName.keys()].sort()).toEqual([
    "Photos/[x]*.jpg",
    "Photos/large.bin",
    "Photos/link",
    "Photos/photo 10.jpg",
    "Photos/photo 2.jpg",
    "a.txt",
  ]);
  expect(byName.get("a.txt")?.content.toString()).toBe("alpha");
  expect(byName.get("Photos/large.bin")).toMatchObject({
    content: large,
    modifiedAt: new Date(1_700_000_000_000),
  });
  expect(byName.get("Photos/link")).toMatchObject({ mode: 0o120777, content: Buffer.from("/etc/passwd") });
});

test("a download of what is not there is refused before its first byte", async () => {
  const asked = ask(stage, download, { snapshotId: first, paths: [below("gone")] });

  await expect(asked).rejects.toMatchObject({ code: "not-found" });
});

test("of a snapshot that the repository does not hold every question says that it is not there", async () => {
  const gone = "0".repeat(64);
  const notFound = { code: "not-found" };

  await expect(ask(stage, ls, { snapshotId: gone, path: "/" })).rejects.toMatchObject(notFound);
  await expect(ask(stage, ls, { snapshotId: "00000000", path: "/" })).rejects.toMatchObject(notFound);
  const downloaded = ask(stage, download, { snapshotId: gone, paths: [below("a.txt")] });
  await expect(downloaded).rejects.toMatchObject(notFound);
  const compared = ask(stage, diff, { a: first, b: gone, path: "/", skip: 0, limit: 5 });
  await expect(compared).rejects.toMatchObject(notFound);
});

test("each password that opens the repository is told with whoever added it, and which one is used here", async () => {
  const file = join(stage.dir, "another password");
  await writeFile(file, "another password");
  await stage.restic("key", "add", `--new-password-file=${file}`, "--user=mallory", "--host=elsewhere");

  const found = await ask(stage, keys, {});

  expect(found.map(({ username, isOurs }) => [username, isOurs])).toContainEqual(["mallory", false]);
  expect(found.filter(({ isOurs }) => isOurs)).toHaveLength(1);
  expect(found).toHaveLength(2);
});
