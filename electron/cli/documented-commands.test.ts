import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { createProgram } from "./program.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = createProgram({
  version: "0.0.0",
  contextOf: () => {
    throw new Error("Nothing is run here.");
  },
  end: () => undefined,
});

/** `holdfast` with words behind it, in a code span or at the beginning of a line of commands. */
const MENTION = /(?:`|^|\$ )(?:sudo )?(?:npm run )?holdfast (?:-- )?([a-z-][^`\n#]*)/gm;

function mentionsIn(path: string): { where: string; words: string[] }[] {
  const text = readFileSync(join(root, path), "utf8");
  return [...text.matchAll(MENTION)].map(({ index, 1: words = "" }) => ({
    where: `${path}:${text.slice(0, index).split("\n").length}: holdfast ${words.trim()}`,
    words: words.trim().split(/\s+/),
  }));
}

function faultIn(words: string[]): string | undefined {
  let command: Command = program;
  const rest = [...words];
  for (let next = rest[0]; next !== undefined; next = rest[0]) {
    const inner = command.commands.find((one) => one.name() === next);
    if (inner === undefined) break;
    command = inner;
    rest.shift();
  }
  const known = [program, command].flatMap(({ options }) =>
    options.flatMap(({ long, short }) => [long, short]),
  );
  const unknown = rest.find((word) => /^--?\w/.test(word) && !known.concat("--help", "-h").includes(word));
  if (unknown !== undefined) return `has no option ${unknown}`;
  if (command.commands.length > 0 && rest.some((word) => /^[a-z]/.test(word))) return "is no command";
  return undefined;
}

test("every command of holdfast that a page names is there, with its options", () => {
  const pages = ["README.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)];
  const mentions = pages.filter((path) => path.endsWith(".md")).flatMap(mentionsIn);

  const faults = mentions.flatMap(({ where, words }) => {
    const fault = faultIn(words);
    return fault === undefined ? [] : [`${where} ${fault}`];
  });

  expect(mentions.length).toBeGreaterThan(60);
  expect(faults).toEqual([]);
});

test.each([
  ["restore latest --too ~/Restored", "has no option --too"],
  ["kit safe FILE", "is no command"],
  ["restor latest", "is no command"],
])("a page that says “holdfast %s” would be found", (words, fault) => {
  expect(faultIn(words.split(" "))).toBe(fault);
});
