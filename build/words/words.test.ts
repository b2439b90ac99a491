import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { areas, german } from "#contract/words/de/german";
import { root } from "../steps/place.ts";
import { type Spoken, spokenIn, valuesIn } from "./spoken.ts";

/** What nobody has translated yet is said in English there. */
const STILL_ENGLISH = /^electron\/cli\//;

const read = (path: string) => spokenIn(path, readFileSync(join(root, path), "utf8"));

async function wholeProgram(): Promise<{ spoken: (Spoken & { path: string })[]; findings: string[] }> {
  const rooms = ["contract", "electron", "renderer"];
  const files = await Promise.all(
    rooms.map(async (room) =>
      (await readdir(join(root, room), { recursive: true })).map((file) => join(room, file)),
    ),
  );
  const sources = files
    .flat()
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file));
  const told = sources.map((path) => ({ path, ...read(path) }));
  return {
    spoken: told.flatMap(({ path, spoken }) => spoken.map((one) => ({ path, ...one }))),
    findings: told.flatMap(({ path, findings }) => (STILL_ENGLISH.test(path) ? [] : findings)),
  };
}

const { spoken, findings } = await wholeProgram();

test("all that pages, tray and command line tell people is said, and nothing while a module is loaded", () => {
  expect(findings).toEqual([]);
});

test("each sentence that is said has its German one", () => {
  const missing = spoken.filter(({ sentence }) => german[sentence] === undefined);

  expect(missing.map(({ path, line, sentence }) => `${path}:${line}: ${sentence}`)).toEqual([]);
});

test("no German sentence is left over, and none stands there twice", () => {
  const said = new Set(spoken.map(({ sentence }) => sentence));
  const sentences = areas.flatMap((area) => Object.keys(area));

  expect(sentences.filter((sentence) => !said.has(sentence))).toEqual([]);
  expect(sentences.filter((sentence, at) => sentences.indexOf(sentence) !== at)).toEqual([]);
});

test("a sentence, its German one and the place where it is said name the same values", () => {
  const differing = spoken.filter(({ sentence, values }) => {
    const named = valuesIn(sentence).join();
    const given = values.includes("…") ? named : values.join();
    return named !== given || valuesIn(german[sentence] ?? sentence).join() !== named;
  });

  expect(differing.map(({ path, line, sentence }) => `${path}:${line}: ${sentence}`)).toEqual([]);
});

test("what is not said in its place, at its time or as it stands is found", () => {
  const source = `
    const early = say("Early");
    const chosen = (text) => say(text);
    const page = () => <Section title="Unsaid title"><p>Unsaid text</p><b>restic</b></Section>;
  `;

  const found = spokenIn("page.tsx", source).findings;

  expect(found).toEqual([
    "page.tsx:2: is said when the module is loaded, before the language is known",
    "page.tsx:3: a sentence must stand there as it is",
    "page.tsx:4: “Unsaid title” is not said",
    "page.tsx:4: “Unsaid text” is not said",
  ]);
});
