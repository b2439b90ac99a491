#!/usr/bin/env node
// Makes a .deb by dpkg-deb out of the call that electron-builder makes to fpm, which is not in Debian. For tests of the package's content.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

const SCRIPTS = {
  "after-install": "postinst",
  "after-remove": "postrm",
  "before-install": "preinst",
  "before-remove": "prerm",
};
const LISTS = { "-d": "depends", "--deb-recommends": "recommends" };

const options = {};
const lists = { depends: [], recommends: [] };
const files = [];
const words = process.argv
  .slice(2)
  .flatMap((word) => (/^--[\w-]+=/.test(word) ? word.split(/=(.*)/s, 2) : [word]));
for (let at = 0; at < words.length; at += 1) {
  const word = words[at];
  if (word === "--force") continue;
  if (word in LISTS) lists[LISTS[word]].push(words[++at]);
  else if (word.startsWith("-")) options[word.replace(/^-+/, "")] = words[++at];
  else files.push(word);
}

const folder = mkdtempSync(join(tmpdir(), "holdfast-deb-"));
try {
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "DEBIAN"));
  for (const file of files) copy(file);
  for (const [option, name] of Object.entries(SCRIPTS)) {
    if (options[option] === undefined) continue;
    copyFileSync(options[option], join(folder, "DEBIAN", name));
    chmodSync(join(folder, "DEBIAN", name), 0o755);
  }
  writeFileSync(join(folder, "DEBIAN", "control"), control());
  execFileSync("dpkg-deb", ["--root-owner-group", "-Zgzip", "-z1", "-b", folder, options.package]);
} finally {
  rmSync(folder, { recursive: true });
}

function copy(file) {
  const at = file.lastIndexOf("=");
  const [source, target] = [file.slice(0, at), file.slice(at + 1)];
  const to = join(folder, target.endsWith("/") ? target + basename(source) : target);
  mkdirSync(dirname(to), { recursive: true });
  execFileSync(
    "cp",
    source.endsWith("/") ? ["-rT", "--preserve=mode,links", source, to] : ["--preserve=mode", source, to],
  );
}

function control() {
  const description = (options.description ?? "Holdfast").trim().split("\n").join("\n ");
  return [
    `Package: ${options.name}`,
    `Version: ${options.version}`,
    `Architecture: ${options.architecture}`,
    `Maintainer: ${options.maintainer}`,
    `Depends: ${lists.depends.join(", ")}`,
    `Recommends: ${lists.recommends.join(", ")}`,
    `Description: ${description}`,
    "",
  ].join("\n");
}
