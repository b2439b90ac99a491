import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Trouble } from "../steps/trouble.ts";

const NODE_MODULES = "node_modules/";

/** The licences of all packages whose sources are in a bundle, as one text. Refuses a package that brings none. */
export function licencesOf(modules: readonly string[]): string {
  const folders = [...new Set(modules.flatMap(packageFolder))].sort();
  return folders.map(licenceOf).join("\n");
}

function packageFolder(module: string): string[] {
  const path = module.replace(/^\0/, "").replaceAll("\\", "/").replace(/\?.*$/, "");
  const at = path.lastIndexOf(NODE_MODULES);
  if (at === -1) return [];
  const rest = path.slice(at + NODE_MODULES.length).split("/");
  const name = rest.slice(0, rest[0]?.startsWith("@") ? 2 : 1).join("/");
  return [path.slice(0, at + NODE_MODULES.length) + name];
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined && typeof license !== "string")
    throw new Trouble(`${name} ${version} names no licence`);
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), "utf8").trim();
  return `${name} ${version} (${license ?? "see below"})\n\n${text}\n\n${"-".repeat(80)}\n`;
}

/** Node's own licence lies beside its program, or one folder up. */
export function nodeLicence(node: string): string {
  const places = [dirname(dirname(node)), dirname(node)].map((folder) => join(folder, "LICENSE"));
  const found = places.find((place) => existsSync(place));
  return found === undefined
    ? "Node.js: https://github.com/nodejs/node/blob/main/LICENSE\n"
    : readFileSync(found, "utf8");
}
