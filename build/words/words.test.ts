import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import * as z from "zod";
import { areas, german, told, toldAreas } from "#contract/words/de/german";
import { outside } from "#contract/words/de/told/outside";
import { loadWords } from "#contract/words/load-words";
import { retelling } from "#contract/words/retell";
import { say, speak } from "#contract/words/say";
import { root } from "../steps/place.ts";
import { type Spoken, spokenIn, valuesIn } from "./spoken.ts";
import { anonymous, toldIn } from "./told-sentences.ts";

afterAll(() => speak({ language: "en", locale: "en" }, {}));

const read = (path: string) => spokenIn(path, readFileSync(join(root, path), "utf8"));

/** What people read of these is in English, or they stand in a log, a terminal or a file. */
const TOLD_IN_ENGLISH =
  /^agent-core\/(questions\/probe-(folder|sftp)|report|tasks\/(unfinished-copies|incomplete-folder))|^orchestrator\/(db\/(?!write-trouble)|secrets|questions\/when-gone|recovery\/(kit|recover)|repositories\/recovery-kit|move\/(move-to|state)|runs\/read-log|upstream\/(forward-log|report-of-run))|^contract\/slim-report|^electron\/(core|desktop|service)\//;
const OF_TESTS = /for-tests|\/(model|partition|fuzz|migrations|words|testing)\//;

async function sourcesOf(rooms: string[]): Promise<string[]> {
  const files = await Promise.all(
    rooms.map(async (room) =>
      (await readdir(join(root, room), { recursive: true })).map((file) => join(room, file)),
    ),
  );
  return files.flat().filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file));
}

async function wholeProgram(): Promise<{ spoken: (Spoken & { path: string })[]; findings: string[] }> {
  const sources = await sourcesOf(["contract", "electron", "renderer"]);
  const told = sources.map((path) => ({ path, ...read(path) }));
  return {
    spoken: told.flatMap(({ path, spoken }) => spoken.map((one) => ({ path, ...one }))),
    findings: told.flatMap(({ findings }) => findings),
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

const core = (await sourcesOf(["agent-core", "contract", "electron", "orchestrator"]))
  .filter((path) => !OF_TESTS.test(path))
  .flatMap((path) => toldIn(path, readFileSync(join(root, path), "utf8")).map((one) => ({ path, ...one })));

test("each sentence that the core composes for people has its German one", () => {
  const translated = new Set(Object.keys(told).map(anonymous));

  const missing = core.filter(
    ({ path, sentence, isForPeople }) =>
      isForPeople && !TOLD_IN_ENGLISH.test(path) && !translated.has(sentence),
  );

  expect(missing.map(({ path, line, sentence }) => `${path}:${line}: ${sentence}`)).toEqual([]);
});

test("what the core has said is found again with all that was filled in", async () => {
  await loadWords({ language: "de", locale: "de" });
  const retell = retelling(told, say);

  const lost = Object.keys(told).filter((sentence) => {
    const samples = samplesFor(sentence);
    const english = samples.reduce((text, { hole, text: sample }) => text.replace(hole, sample), sentence);
    const values = Object.fromEntries(samples.map(({ name, value }) => [name, value]));
    const { text } = retell(english);
    return (
      text !== say(sentence, samples.length === 0 ? undefined : values) ||
      samples.some(({ sign }) => !text.includes(sign))
    );
  });

  expect(lost).toEqual([]);
});

/** For each hole something that stands in the English sentence, and the sign by which it is known in the German one. */
function samplesFor(sentence: string) {
  return [...sentence.matchAll(/\{(\w+)(?:, (\w+))?\}/g)].map(([hole, name = "", type], at) => {
    if (type === "number") return { hole, name, value: 201 + at, text: `${201 + at}`, sign: `${201 + at}` };
    const day = `${1 + at} March 2026`;
    if (type === "date") return { hole, name, value: new Date(day), text: day, sign: `${1 + at}. März 2026` };
    const text = `sample${at}`;
    return { hole, name, value: text, text, sign: text };
  });
}

test("what zod says by itself has its German, too", async () => {
  const retell = retelling(told, say);
  const faults = [
    [z.string().min(3), ""],
    [z.string().max(1), "ab"],
    [z.int().min(3), 1],
    [z.int().max(3), 4],
    [z.array(z.int()).min(2), []],
    [z.array(z.int()).max(1), [1, 2]],
    [z.union([z.int(), z.string()]), true],
    [z.url(), "x"],
    [z.uuid(), "x"],
    [z.iso.datetime(), "x"],
    [z.email(), "x"],
  ] as const;

  const unknown = faults.flatMap(([schema, value]) => {
    const { error } = schema.safeParse(value);
    return error?.issues.flatMap(({ message }) => retell(message).unknown) ?? ["nothing was wrong"];
  });

  expect(unknown).toEqual([]);
});

test("no German sentence is left over, and none stands there twice", () => {
  const said = new Set(spoken.map(({ sentence }) => sentence));
  const composed = new Set(core.map(({ sentence }) => sentence));
  const sentences = areas.flatMap((area) => Object.keys(area));
  const retold = toldAreas.filter((area) => area !== outside).flatMap((area) => Object.keys(area));

  expect(sentences.filter((sentence) => !said.has(sentence))).toEqual([]);
  expect(retold.filter((sentence) => !composed.has(anonymous(sentence)))).toEqual([]);
  expect(sentences.filter((sentence, at) => sentences.indexOf(sentence) !== at)).toEqual([]);
  expect(retold.filter((sentence, at) => retold.indexOf(sentence) !== at)).toEqual([]);
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
