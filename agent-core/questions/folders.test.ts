import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import type { FolderSize, MachineFolder } from "#contract/folders";
import type { Question } from "#contract/questions";
import { createStopSwitch } from "../stop-signal.ts";
import { countFolders } from "./count-folders.ts";
import { listFolders } from "./list-folders.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "holdfast-folders-"));
});
afterEach(() => rm(home, { recursive: true }));

const question = (args: unknown): Question => ({
  questionId: "0193a0c4-8b1e-7000-8000-000000000001",
  kind: "folders",
  args,
  deadlineMs: 30_000,
});

type Answers = (path: string) => Promise<boolean>;

async function deps(rules?: string, answers?: Answers) {
  const rulesFile = join(home, "..", `${home.split("/").at(-1)}-rules`, "agent-rules.toml");
  if (rules !== undefined) {
    await mkdir(join(rulesFile, ".."), { recursive: true });
    await writeFile(rulesFile, rules, { mode: 0o600 });
  }
  return {
    rulesFile,
    ...(answers && { answers }),
    places: async () => [(token: string) => (token === "home" ? home : join(home, token))],
  };
}

async function list(
  args: { path?: string; limit?: number; after?: string },
  rules?: string,
  most?: number,
  answers?: Answers,
) {
  const folders: MachineFolder[] = [];
  let rest: unknown;
  for await (const line of listFolders(await deps(rules, answers), question({ limit: 100, ...args }), most)) {
    if ("rest" in line) rest = line.rest;
    else folders.push(line);
  }
  return { folders, rest, names: folders.map(({ name }) => name) };
}

async function count(
  paths: string[],
  {
    rules,
    caps,
    answers,
  }: { rules?: string; caps?: { ms: number; entries: number }; answers?: Answers } = {},
) {
  const told: FolderSize[] = [];
  const asked = question({ paths });
  for await (const size of countFolders(await deps(rules, answers), asked, createStopSwitch(), caps))
    told.push(size);
  return { told, last: (path: string) => told.findLast((size) => size.path === path) };
}

test("a person begins at the own folders that are there, under what stands for them everywhere, and at the disks", async () => {
  await mkdir(join(home, "documents"));

  const { folders } = await list({});

  expect(folders.slice(0, 2)).toEqual([
    { path: home, name: home, state: "open", isMount: false, token: "home" },
    {
      path: join(home, "documents"),
      name: join(home, "documents"),
      state: "open",
      isMount: false,
      token: "documents",
    },
  ]);
  if (process.platform !== "win32") expect(folders.map(({ path }) => path)).toContain("/");
});

test("folders come in pages in the order for people; files and links are counted and not shown", async () => {
  for (const name of ["b 10", "b 2", "A", "c"]) await mkdir(join(home, name));
  await writeFile(join(home, "file"), "x");
  await symlink(home, join(home, "loop"));

  const first = await list({ path: home, limit: 3 });
  const second = await list({ path: home, limit: 3, after: "b 10" });

  expect(first.names).toEqual(["A", "b 2", "b 10"]);
  expect(first.rest).toEqual({ hasMore: true, otherCount: 2, isCut: false });
  expect(second.names).toEqual(["c"]);
  expect(second.rest).toMatchObject({ hasMore: false });
});

test("a folder with too many entries is read so far and says so", async () => {
  await Promise.all(Array.from({ length: 300 }, (_, index) => mkdir(join(home, `f${index}`))));

  const { names, rest } = await list({ path: home, limit: 10 }, undefined, 128);

  expect(names).toHaveLength(10);
  expect(rest).toEqual({ hasMore: true, otherCount: 0, isCut: true });
});

test.skipIf(process.platform !== "linux")(
  "a name that is no text is shown and counted with what is around it, but cannot be chosen (needs names of bytes)",
  async () => {
    const odd = Buffer.concat([Buffer.from(`${home}/caf`), Buffer.from([0xe9])]);
    await mkdir(odd);
    await mkdir(join(home, "two\nlines"));
    await writeFile(Buffer.concat([odd, Buffer.from("/x")]), "12345");

    const { folders } = await list({ path: home });

    expect(folders.map(({ name, state }) => [name, state])).toEqual([
      ["caf\ufffd", "unnameable"],
      ["two\nlines", "unnameable"],
    ]);
    expect((await count([home])).last(home)).toMatchObject({
      files: 1,
      bytes: 5,
      state: "whole",
      unreadable: 0,
    });
  },
);

test("what the local rules close is neither shown nor counted, also not through a link", async () => {
  const secret = join(home, "secret");
  await mkdir(join(secret, "inner"), { recursive: true });
  await writeFile(join(secret, "inner", "x"), "12345");
  await writeFile(join(home, "y"), "1");
  await symlink(secret, join(home, "way"));
  const rules = `never-read = ["${secret}"]\n`;

  expect((await list({ path: home }, rules)).folders).toMatchObject([{ name: "secret", state: "closed" }]);
  for (const path of [secret, join(secret, "inner"), join(home, "way", "inner")])
    await expect(list({ path }, rules)).rejects.toThrow("never read");
  const [behind, holder] = [await mkdtemp(join(tmpdir(), "holdfast-behind-")), join(home, "holder")];
  onTestFinished(() => rm(behind, { recursive: true }));
  await mkdir(join(behind, "closed"));
  await writeFile(join(behind, "closed", "z"), "123");
  await symlink(behind, holder);
  const throughLink = await count([holder], { rules: `never-read = ["${join(behind, "closed")}"]\n` });
  expect(throughLink.last(holder)).toMatchObject({ files: 0, state: "whole" });
  const { last } = await count([home, secret, join(home, "way", "inner")], { rules });
  expect(last(home)).toMatchObject({ files: 1, bytes: 1, state: "whole" });
  expect(last(secret)).toMatchObject({ files: 0, state: "closed" });
  expect(last(join(home, "way", "inner"))).toMatchObject({ files: 0, state: "closed" });
});

test.for([
  ["rules that allow no backups", 'allowed-kinds = ["snapshots"]\n', "allow no backups"],
  ["rules that cannot be read", "never-read = [\n", "cannot be read"],
])("with %s nothing is shown", async ([, rules = "", why = ""]) => {
  await expect(list({ path: home }, rules)).rejects.toThrow(why);
  await expect(list({}, rules)).rejects.toThrow(why);
  await expect(count([home], { rules })).rejects.toThrow(why);
});

test("a path that is not there, no folder, or not whole is refused in a sentence", async () => {
  await writeFile(join(home, "file"), "x");

  await expect(list({ path: join(home, "gone") })).rejects.toThrow("not there any more");
  await expect(list({ path: join(home, "file") })).rejects.toThrow("is no folder");
  await expect(list({ path: "etc" })).rejects.toThrow("no whole path");
});

test("a folder on a drive that is silent is refused in a sentence, and can still be chosen as a place to begin", async () => {
  await mkdir(join(home, "desktop"));
  const silent = join(home, "documents");
  const answers: Answers = async (path) => !path.startsWith(silent);

  await expect(list({ path: join(silent, "deep") }, undefined, undefined, answers)).rejects.toThrow(
    `The drive that holds ${join(silent, "deep")} does not answer`,
  );
  const { folders } = await list({}, undefined, undefined, answers);
  expect(folders.slice(0, 3)).toMatchObject([
    { token: "home" },
    { token: "desktop" },
    { token: "documents", state: "open" },
  ]);
  expect(folders).not.toContainEqual(expect.objectContaining({ token: "pictures" }));
});

test("folders on a drive that is silent are told as not counted, asked once for all that lie together, and hold up no other", async () => {
  await mkdir(join(home, "there", "deep"), { recursive: true });
  await writeFile(join(home, "there", "deep", "x"), "12345");
  const asked: string[] = [];
  const answers: Answers = async (path) => asked.push(path) > 0 && path !== join(home, "silent");
  const [one, two, there] = [
    join(home, "silent", "1"),
    join(home, "silent", "2"),
    join(home, "there", "deep"),
  ];

  const { last } = await count([one, two, there], { answers });

  for (const path of [one, two]) expect(last(path)).toMatchObject({ state: "cut", bytes: 0, unreadable: 1 });
  expect(last(there)).toMatchObject({ state: "whole", bytes: 5 });
  expect(asked).toEqual([join(home, "silent"), join(home, "there")]);
});

test.skipIf(process.platform !== "linux")(
  "what the system only shows is marked and left out (needs /proc)",
  async () => {
    const { folders } = await list({ path: "/", limit: 500 });

    expect(folders.find(({ name }) => name === "proc")).toMatchObject({ state: "system", isMount: true });
  },
);

test("sizes grow side by side, and what is over the limit is told as cut", async () => {
  for (const [name, files] of [
    ["large", 2_100],
    ["small", 1],
  ] as const) {
    await mkdir(join(home, name));
    await Promise.all(
      Array.from({ length: files }, (_, index) => writeFile(join(home, name, `${index}`), "12")),
    );
  }
  const [large, small, gone] = [join(home, "large"), join(home, "small"), join(home, "gone")];

  const whole = await count([large, small, gone]);
  const cut = await count([large, small], { caps: { ms: 60_000, entries: 1_100 } });

  expect(whole.last(large)).toEqual({
    path: large,
    files: 2_100,
    bytes: 4_200,
    state: "whole",
    unreadable: 0,
  });
  expect(whole.last(small)).toMatchObject({ files: 1, bytes: 2, state: "whole" });
  expect(whole.last(gone)).toMatchObject({ state: "missing" });
  expect(whole.told.findIndex((size) => size.path === small && size.state === "whole")).toBeLessThan(
    whole.told.findIndex((size) => size.path === large && size.state === "whole"),
  );
  expect(cut.last(small)).toMatchObject({ state: "whole" });
  expect(cut.last(large)).toMatchObject({ state: "cut" });
  expect(cut.last(large)?.files).toBeLessThan(2_100);
});

test.skipIf(process.getuid?.() === 0 || process.platform === "win32")(
  "a folder without rights is counted as unreadable (root may read everything)",
  async () => {
    const locked = join(home, "locked");
    await mkdir(locked);
    await chmod(locked, 0o000);

    const { last } = await count([home]);
    await expect(list({ path: locked })).rejects.toThrow("may not read");
    await chmod(locked, 0o700);

    expect(last(home)).toMatchObject({ state: "whole", unreadable: 1 });
  },
);
