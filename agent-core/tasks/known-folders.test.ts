import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { knownFolders } from "./known-folders.ts";
import { resolvePath } from "./source-roots.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "holdfast-home-"));
});
afterEach(() => rm(home, { recursive: true }));

test("a token stands for a folder of this machine", async () => {
  const places = await knownFolders(home);

  expect(resolvePath(places, "{home}/Projects")).toBe(join(home, "Projects"));
  expect(resolvePath(places, "{documents}")).toBe(join(home, "Documents"));
  expect(resolvePath(places, join(home, "x"))).toBe(join(home, "x"));
});

test("folders that a Linux desktop names otherwise are found", async () => {
  await mkdir(join(home, ".config"));
  await writeFile(
    join(home, ".config/user-dirs.dirs"),
    '# written by hand\nXDG_DOCUMENTS_DIR="$HOME/Dokumente"\nXDG_DOWNLOAD_DIR="/mnt/big/in"\n',
  );

  const places = await knownFolders(home);

  expect(places("documents")).toBe(join(home, "Dokumente"));
  expect(places("downloads")).toBe("/mnt/big/in");
  expect(places("pictures")).toBe(join(home, "Pictures"));
});
