import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { knownFolders } from "./known-folders.ts";
import { resolvePath } from "./source-roots.ts";
import { keepingLast, parseShellFolders, parseWindowsFolders } from "./windows-folders.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "holdfast-home-"));
});
afterEach(() => rm(home, { recursive: true }));

test("a token stands for a folder of this machine", async () => {
  const people = [await knownFolders(home)];

  expect(resolvePath(people, "{home}/Projects")).toEqual([join(home, "Projects")]);
  expect(resolvePath(people, "{documents}")).toEqual([join(home, "Documents")]);
  expect(resolvePath(people, join(home, "x"))).toEqual([join(home, "x")]);
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

test("folders that Windows has moved into OneDrive are taken from there, not the empty ones that stayed behind", async () => {
  await mkdir(join(home, "Documents"));
  const oneDrive = String.raw`C:\Users\Jörg\OneDrive - Müller`;
  const said = JSON.stringify({
    documents: `${oneDrive}\\Dokumente`,
    desktop: `${oneDrive}\\Desktop`,
    pictures: null,
    downloads: "D:\\Downloads",
  });

  const windowsFolders = async () => parseWindowsFolders(`${Buffer.from(said).toString("base64")}\r\n`);
  const places = await knownFolders(home, { platform: "win32", windowsFolders });

  expect(places("documents")).toBe(`${oneDrive}\\Dokumente`);
  expect(places("downloads")).toBe("D:\\Downloads");
  expect(places("pictures")).toBe(join(home, "Pictures"));
  expect(places("home")).toBe(home);
});

test("where PowerShell is forbidden the registry says it too", () => {
  const said = [
    String.raw`HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders`,
    String.raw`    Personal    REG_EXPAND_SZ    %USERPROFILE%\OneDrive\Documents`,
    String.raw`    My Pictures    REG_SZ    D:\Pictures of all`,
    "",
  ].join("\r\n");

  expect(parseShellFolders(said, String.raw`C:\Users\anna`)).toEqual({
    documents: String.raw`C:\Users\anna\OneDrive\Documents`,
    pictures: String.raw`D:\Pictures of all`,
  });
});

test("a Windows that does not say once where its folders are has them where they were", async () => {
  const answers = [{ documents: "D:\\Documents", desktop: "D:\\Desktop" }, {}, { desktop: "E:\\Desktop" }];
  const look = keepingLast(async () => answers.shift() ?? {});

  await look();

  expect(await look()).toEqual({ documents: "D:\\Documents", desktop: "D:\\Desktop" });
  expect(await look()).toEqual({ documents: "D:\\Documents", desktop: "E:\\Desktop" });
});

test("a Windows that says nothing of its folders has them in the home", () => {
  expect(parseWindowsFolders("")).toEqual({});
  expect(parseWindowsFolders("Get-Item : Access is denied")).toEqual({});
  expect(parseShellFolders("ERROR: Access is denied.", home)).toEqual({});
});
