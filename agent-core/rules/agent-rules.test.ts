import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { locate } from "../facts/real-place.ts";
import { restoreSpecOf } from "../testing/offers.ts";
import { readRules } from "./agent-rules.ts";
import { keepOut } from "./never-read.ts";
import { refuseKind, refuseRestore } from "./refuse-task.ts";
import { whyNotTrusted } from "./trusted-file.ts";

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "holdfast-rules-"));
  file = join(dir, "agent-rules.toml");
});
afterEach(() => rm(dir, { recursive: true }));

async function rulesOf(text: string) {
  await writeFile(file, text, { mode: 0o644 });
  const read = await readRules(file);
  if ("refusal" in read) throw new Error(read.refusal);
  return read.rules;
}

test("the example of the page on operations sets every rule, and is understood", async () => {
  const page = await readFile(join(import.meta.dirname, "../../docs/operations.md"), "utf8");
  const example = /^```toml\n(allowed-kinds.*?)^```/ms.exec(page)?.[1] ?? "";

  expect(await rulesOf(example)).toEqual({
    allowedKinds: ["backup", "snapshots", "restore"],
    repositories: ["3f89cea0d1"],
    hookFolder: "/etc/holdfast/hooks",
    restoreRoots: ["/srv/restored"],
    restoreOverLiveData: false,
    restoreWithoutAsking: false,
    neverRead: ["/home/anna/private"],
  });
});

test("without a file nothing is forbidden and no script runs", async () => {
  expect(await readRules(file)).toEqual({
    rules: { restoreOverLiveData: true, restoreWithoutAsking: false, neverRead: [] },
  });
});

test.for([
  ["an unknown name", 'allowed-kind = ["backup"]\n', "allowed-kind"],
  ["a path that is none", 'never-read = ["private"]\n', "must be an absolute path"],
  ["broken TOML", "allowed-kinds = [\n", "cannot be read"],
])("a file with %s allows nothing and names it", async ([, text = "", words = ""]) => {
  await writeFile(file, text, { mode: 0o644 });

  const read = await readRules(file);

  expect("refusal" in read && read.refusal).toContain(words);
});

test.skipIf(process.platform === "win32")(
  "a file that others can write allows nothing (needs mode bits)",
  async () => {
    await writeFile(file, "", { mode: 0o644 });
    await chmod(file, 0o666);
    const open = await readRules(file);
    await chmod(file, 0o644);
    await chmod(dir, 0o777);
    const replaceable = await readRules(file);

    expect("refusal" in open && open.refusal).toContain("can be written by others");
    expect("refusal" in replaceable && replaceable.refusal).toContain("can be written by others");
    await chmod(dir, 0o700);
    expect(await whyNotTrusted(file)).toBeUndefined();
    expect(await whyNotTrusted(file, 54_321)).toBe(
      process.getuid?.() === 0 ? undefined : `${file} belongs to another account`,
    );
  },
);

test("a kind that is not listed is refused, a listed one is not", async () => {
  const rules = await rulesOf('allowed-kinds = ["backup", "snapshots"]\n');

  expect(refuseKind(rules, "prune")).toMatch('do not allow tasks of kind "prune"');
  expect(refuseKind(rules, "backup")).toBeUndefined();
});

const restore = (more: Parameters<typeof restoreSpecOf>[1]) => restoreSpecOf("02bc7019", more);

test("restores land below the listed roots only, whatever links say", async () => {
  const [inside, outside] = [join(dir, "inside"), join(dir, "outside")];
  for (const path of [inside, outside]) await mkdir(path);
  await symlink(outside, join(inside, "link"));
  const rules = await rulesOf(`restore-roots = ["${inside}"]\n`);
  const refusal = (target: string) => refuseRestore(rules, restore({ target }), "/home/anna");

  expect(await refusal(join(inside, "new/folder"))).toBeUndefined();
  expect(await refusal(`${inside}-2`)).toMatch("allow restores below");
  expect(await refusal(join(inside, "../outside"))).toMatch("allow restores below");
  expect(await refusal(join(inside, "link/x"))).toMatch("allow restores below");
  expect(await refuseRestore(rules, restore({}), "/home/anna")).toMatch("allow restores below");
  expect(await refuseRestore(rules, restore({ target: outside, dryRun: true }))).toBeUndefined();
});

test("files in use are not restored over without the administrator's consent", async () => {
  const used = join(dir, "used");
  await mkdir(used);
  await writeFile(join(used, "a"), "");
  const without = await rulesOf("");
  const over = restore({ target: used, overwrite: "always" });
  const inPlace = restore({ inPlace: true, paths: [join(used, "a")] });

  expect(await refuseRestore(without, over)).toMatch("over files that are in use");
  expect(await refuseRestore(without, inPlace)).toMatch("over files that are in use");
  expect(await refuseRestore(without, restore({ target: used, overwrite: "never" }))).toBeUndefined();
  expect(
    await refuseRestore(without, restore({ target: join(dir, "new"), overwrite: "always" })),
  ).toBeUndefined();
  const consent = await rulesOf("restore-over-live-data = true\n");
  expect(await refuseRestore(consent, over)).toBeUndefined();
  expect(await refuseRestore(consent, inPlace)).toBeUndefined();
});

test("what is never read is left out of a folder, and a folder in it is refused", async () => {
  const [data, secret] = [join(dir, "data"), join(dir, "data/[secret]")];
  await mkdir(secret, { recursive: true });
  await symlink(data, join(dir, "link"));
  const kept = async (folder: string) => keepOut(await locate([secret]), await locate([folder]));

  expect(await kept(data)).toEqual({
    closed: [secret],
    exclude: [join(data, "[[]secret]")],
  });
  expect(await kept(join(dir, "link"))).toEqual({
    closed: [join(dir, "link", "[secret]")],
    exclude: [join(dir, "link", "[[]secret]")],
  });
  expect(await kept(join(secret, "deep"))).toMatchObject({
    refusal: expect.stringContaining(secret),
  });
  expect(await kept(join(dir, "link/[secret]"))).toHaveProperty("refusal");
  expect(await kept(join(dir, "other"))).toEqual({ closed: [], exclude: [] });
});
