import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backupSpecOf } from "../testing/offers.ts";
import { type Computer, foldersOfEverybody, homesOfPeople } from "./homes.ts";
import { findRoots } from "./source-roots.ts";

let dir: string;
let computer: Computer;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "holdfast-homes-"));
  computer = {
    platform: "linux",
    ownHome: join(dir, "root"),
    homesIn: join(dir, "home"),
    answers: async () => true,
    passwd: async () =>
      [
        `root:x:0:0:root:${join(dir, "root")}:/bin/bash`,
        `anna:x:1000:1000::${join(dir, "home/anna")}:/bin/bash`,
        `ben:x:1001:1001::${join(dir, "srv/ben")}:/bin/zsh`,
        `www:x:1002:1002::${join(dir, "www")}:/usr/sbin/nologin`,
        `nobody:x:65534:65534::${join(dir, "nobody")}:/bin/sh`,
        "",
      ].join("\n"),
  };
  for (const folder of ["root", "home/anna/Dokumente", "home/carl/Documents", "srv/ben", "www", "nobody"])
    await mkdir(join(dir, folder), { recursive: true });
  await mkdir(join(dir, "home/anna/.config"));
  await writeFile(join(dir, "home/anna/.config/user-dirs.dirs"), 'XDG_DOCUMENTS_DIR="$HOME/Dokumente"\n');
});
afterEach(() => rm(dir, { recursive: true }));

async function rootsOf(include: string[], more = {}) {
  const { present, ...others } = await findRoots(
    await foldersOfEverybody(computer),
    backupSpecOf(include, more),
  );
  return { present: present.map(({ path }) => path), ...others };
}

test("for the service of a computer a token stands for the folder of each of its people who has it", async () => {
  expect((await rootsOf(["{documents}"])).passedOver).toContain(join(dir, "srv/ben/Documents"));
  expect((await rootsOf(["{documents}"])).present).toEqual([
    join(dir, "home/anna/Dokumente"),
    join(dir, "home/carl/Documents"),
  ]);
  expect((await rootsOf(["{home}"])).present).toEqual(
    ["home/anna", "srv/ben", "home/carl", "root"].map((home) => join(dir, home)),
  );
});

test("what nobody has is missing, each place of it by its name, unless it is optional", async () => {
  const { present, missing } = await rootsOf(["{home}/Projects"]);

  expect(present).toEqual([]);
  expect(missing).toContain(join(dir, "home/anna/Projects"));
  expect((await rootsOf(["{home}/Projects"], { optionalPaths: ["{home}/Projects"] })).missing).toEqual([]);
});

test("who has a home on a drive that says nothing is still one of the people", async () => {
  const silent = [join(dir, "home"), join(dir, "srv/ben")];

  const people = await foldersOfEverybody({ ...computer, answers: async (path) => !silent.includes(path) });

  const documents = people.map((placeOf) => placeOf("documents"));
  expect(documents).toEqual(expect.arrayContaining(silent));
  expect(documents).not.toContain(join(dir, "home/carl/Documents"));
});

test("a home that cannot be looked at is not one that is not there", async () => {
  const unreadable = join(dir, "d".repeat(300));
  computer.passwd = async () => `dora:x:1003:1003::${unreadable}:/bin/bash`;

  expect((await rootsOf(["{home}"])).present).toContain(unreadable);
});

test("a person's folders in OneDrive are saved with those that stayed behind", async () => {
  await mkdir(join(dir, "home/anna/OneDrive - Müller/Dokumente"), { recursive: true });
  await mkdir(join(dir, "home/Public/Documents"), { recursive: true });

  const people = await foldersOfEverybody({ ...computer, platform: "win32" });

  const documents = people.map((placeOf) => placeOf("documents"));
  expect(documents).toContain(join(dir, "home/anna/OneDrive - Müller"));
  expect(documents).toContain(join(dir, "home/carl/Documents"));
  expect(documents.filter((path) => /Public|root/.test(path))).toEqual([]);
});

test("accounts of services are not people", async () => {
  expect(homesOfPeople(await computer.passwd())).toEqual([join(dir, "home/anna"), join(dir, "srv/ben")]);
});

test("what is optional for everybody does not excuse a silent home that is needed", async () => {
  computer.answers = async (path) => path !== join(dir, "srv/ben");
  const people = await foldersOfEverybody(computer);
  const silentHome = join(dir, "srv/ben");
  await rm(silentHome, { recursive: true });

  const { missing, passedOver } = await findRoots(
    people,
    backupSpecOf(["{documents}", "{desktop}"], { optionalPaths: ["{documents}"] }),
  );

  expect([...missing, ...passedOver]).toContain(silentHome);
});
