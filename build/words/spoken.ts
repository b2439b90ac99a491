import { IntlMessageFormat } from "intl-messageformat";
import { type ESTree, parseSync, Visitor } from "vite";

export type Spoken = { sentence: string; values: string[]; line: number };
type Node = ESTree.Expression | ESTree.Argument;

const SAYING = new Set(["say", "sayParts", "sayWith"]);
/** What people read or hear of an element. */
const READ = new Set([
  "aria-label",
  "confirmLabel",
  "description",
  "effect",
  "empty",
  "label",
  "none",
  "problem",
  "question",
  "title",
]);
/** Names that are the same in every language. */
const NAMES = /Holdfast|restic|rest-server|MiB|macOS|Linux|Windows|[A-Z]{2,}\b/g;

/** What a source says to people, and what is wrong with the way it does. */
export function spokenIn(path: string, text: string): { spoken: Spoken[]; findings: string[] } {
  const spoken: Spoken[] = [];
  const findings: string[] = [];
  const lineOf = (at: number) => text.slice(0, at).split("\n").length;
  const find = (at: number, what: string) => findings.push(`${path}:${lineOf(at)}: ${what}`);
  const named = new Set<number>();
  let depth = 0;
  const enter = () => void depth++;
  const leave = () => void depth--;

  new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
    CallExpression({ callee, arguments: [first, values], start }) {
      if (callee.type !== "Identifier" || !SAYING.has(callee.name) || first === undefined) return;
      if (depth === 0) find(start, "is said when the module is loaded, before the language is known");
      const sentence = textOf(first);
      if (sentence === undefined) {
        if (!path.endsWith("say-with.tsx")) find(start, "a sentence must stand there as it is");
        return;
      }
      spoken.push({ sentence, values: namesOf(values), line: lineOf(start) });
    },
    JSXText({ value, start }) {
      if (hasWords(value)) find(start, `“${value.trim()}” is not said`);
    },
    JSXOpeningElement({ name, attributes }) {
      for (const one of attributes) if (isNameOfFact(name, one)) named.add(one.start);
    },
    JSXAttribute({ name, value, start }) {
      if (name.type !== "JSXIdentifier" || !(READ.has(name.name) || named.has(start))) return;
      if (value?.type === "Literal" && hasWords(String(value.value)))
        find(start, `“${value.value}” is not said`);
    },
  }).visit(parseSync(path, text).program);
  return { spoken, findings };
}

/** The names of what is filled into a message. */
export function valuesIn(message: string): string[] {
  const names = new Set<string>();
  const collect = (elements: unknown): void => {
    if (!Array.isArray(elements)) return;
    for (const element of elements) {
      if (element.type > 0 && typeof element.value === "string") names.add(element.value);
      for (const option of Object.values<{ value: unknown }>(element.options ?? {})) collect(option.value);
    }
  };
  collect(new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

/** Elsewhere a name is a field of a form. */
const isNameOfFact = (element: ESTree.JSXElementName, one: ESTree.JSXAttributeItem) =>
  element.type === "JSXIdentifier" &&
  element.name === "Fact" &&
  one.type === "JSXAttribute" &&
  one.name.name === "name";

const hasWords = (text: string) => /\p{L}{2}/u.test(text.replace(NAMES, ""));

function textOf(node: Node): string | undefined {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.type !== "TemplateLiteral" || node.quasis.length !== 1) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** Of `{ count, name: agent.hostname }`; of anything else nothing is known. */
function namesOf(values: Node | undefined): string[] {
  if (values?.type !== "ObjectExpression") return values === undefined ? [] : ["…"];
  return values.properties
    .map((property) =>
      property.type === "Property" && property.key.type === "Identifier" ? property.key.name : "…",
    )
    .sort();
}
