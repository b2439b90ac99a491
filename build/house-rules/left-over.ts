import { linesThatMatch, type Rule } from "./project-files.ts";

const MODULE_MOCK = /\bvi\.(mock|doMock|hoisted)\(/;
const FOCUSED = /\b(test|it|describe|suite)\.only\(/;
const NOTE_TO_SELF = /\b(TODO|FIXME|XXX)\b/;

/** What is put in while working and must not stay. */
export const nothingLeftOver: Rule = (files) =>
  files
    .filter(({ path }) => /\.(tsx?|mjs|css|sh)$/.test(path) && !path.startsWith("build/house-rules/"))
    .flatMap((file) => [
      ...linesThatMatch(file, MODULE_MOCK, "replaces a module; pass what it needs as an argument"),
      ...linesThatMatch(file, FOCUSED, "leaves out all other tests"),
      ...linesThatMatch(file, NOTE_TO_SELF, "leaves something to do; write an issue"),
    ]);
