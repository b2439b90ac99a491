import { type ESTree, parseSync, Visitor } from "vite";

/** A text in a source with `{}` for what is filled in, and whether it is one that people read. */
export type Told = { sentence: string; line: number; isForPeople: boolean };

/** Programmers read these: the log, errors of our own, help of metrics and summaries of endpoints. */
const NOT_FOR_PEOPLE = /(^|\.)log\.\w+$|^(Error|RangeError|TypeError)$/;
const FOR_PROGRAMS = new Set(["summary", "help"]);
const SENTENCE = /^[\p{Lu}“{].*\p{L}{2} .*[.?!][”)]?$|^restic .*\.$/u;
/** Whose last text is what is wrong with a field, without a capital letter and a stop. */
const FAULTS = new Set(["invalidField", "refine", "regex", "min", "max", "email"]);

/** The sentences of people that a source composes, as the words of another language name them. */
export function toldIn(path: string, text: string): Told[] {
  const found = new Map<number, Told>();
  const lineOf = (at: number) => text.slice(0, at).split("\n").length;

  function note(node: ESTree.Node, isForPeople = false): void {
    const sentence = sentenceOf(node)?.trim();
    if (sentence === undefined || !/\p{L}|\{\}/u.test(sentence)) return;
    const known = found.get(node.start);
    // What begins where something longer begins is a part of that.
    if (known !== undefined && known.sentence.length > sentence.length) return;
    found.set(node.start, {
      sentence,
      line: lineOf(node.start),
      isForPeople: isForPeople || known?.isForPeople === true || SENTENCE.test(sentence),
    });
  }

  new Visitor({
    Literal: (node) => note(node),
    TemplateLiteral: (node) => note(node),
    BinaryExpression: (node) => note(node),
    CallExpression(node) {
      const callee = text.slice(node.callee.start, node.callee.end);
      const name = /\w+$/.exec(callee)?.[0] ?? "";
      const last = node.arguments.at(-1);
      if (FAULTS.has(name) && last !== undefined && /\p{L} \p{L}/u.test(sentenceOf(last) ?? ""))
        note(last, true);
    },
  }).visit(parseSync(path, text).program);
  for (const [from, to] of partsForPrograms(path, text)) {
    for (const at of found.keys()) if (at >= from && at < to) found.delete(at);
  }
  return [...found.values()].flatMap(linesOf);
}

/** What is told in several lines is read line by line. */
function linesOf(told: Told): Told[] {
  const lines = told.sentence.split("\n").map((line) => line.trim());
  if (lines.length === 1) return [told];
  return lines.map((sentence) => ({ ...told, sentence, isForPeople: SENTENCE.test(sentence) }));
}

function partsForPrograms(path: string, text: string): [from: number, to: number][] {
  const parts: [number, number][] = [];
  const add = ({ start, end }: { start: number; end: number }) => parts.push([start, end]);
  const calleeOf = (node: { callee: ESTree.Node }) => text.slice(node.callee.start, node.callee.end);
  new Visitor({
    CallExpression: (node) => void (NOT_FOR_PEOPLE.test(calleeOf(node)) && add(node)),
    NewExpression: (node) => void (NOT_FOR_PEOPLE.test(calleeOf(node)) && add(node)),
    TaggedTemplateExpression: add,
    Property: (node) => void (node.key.type === "Identifier" && FOR_PROGRAMS.has(node.key.name) && add(node)),
    // What is put together of several texts is one sentence, not each of them.
    BinaryExpression(node) {
      if (sentenceOf(node) === undefined) return;
      for (const side of [node.left, node.right])
        parts.push([Math.max(side.start, node.start + 1), side.end]);
    },
  }).visit(parseSync(path, text).program);
  return parts;
}

/** `“{}” is full.`, of a literal, a template, or several that are put together. */
function sentenceOf(node: ESTree.Node): string | undefined {
  if (node.type === "Literal") return typeof node.value === "string" ? anonymous(node.value) : undefined;
  if (node.type === "TemplateLiteral")
    return node.quasis.map(({ value }) => anonymous(value.cooked ?? "")).join("{}");
  if (node.type !== "BinaryExpression" || node.operator !== "+") return undefined;
  const [left, right] = [sentenceOf(node.left), sentenceOf(node.right)];
  if (left === undefined && right === undefined) return undefined;
  return (left ?? "{}") + (right ?? "{}");
}

/** A sentence of the words, without the names of its holes. */
export const anonymous = (sentence: string) => sentence.replace(/\{\w+(, \w+)?\}/g, "{}");
