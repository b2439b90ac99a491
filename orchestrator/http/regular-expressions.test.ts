import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sourcePath } from "#contract/source-path";
import { id, instant } from "#contract/values";

const LONG = 100_000;
const SLOWEST_MS = 50;
const root = join(import.meta.dirname, "../..");
const LITERAL = /(?<=[(\s[,=])\/(?![*/])((?:\\.|\[(?:\\.|[^\]\n\\])*\]|[^/\n\\[])+)\/([a-z]*)(?=[),.;\s\]])/g;

/** Every regular expression of the contract, and those that read lines of any length. */
const found = globSync(["contract/*.ts", "agent-core/report/*.ts", "agent-core/processes/split-lines.ts"], {
  cwd: root,
})
  .filter((path) => !path.endsWith(".test.ts"))
  .flatMap((path) => {
    const code = readFileSync(join(root, path), "utf8").replace(/^\s*(\/\/|\/?\*).*$/gm, "");
    return [...code.matchAll(LITERAL)].map(([, source = "", flags = ""]) => ({ source, flags }));
  });

const PIECES = [
  ..."a0 /\\.-:@",
  "a ",
  " a",
  "1d",
  "a.",
  "//",
  "\\\\",
  "a@",
  "::",
  "\t ",
  "é",
  "{home}",
  "a\n",
];
const ENDS = ["", "!", "\0", "\n"];
const HOSTILE = PIECES.flatMap((piece) =>
  ENDS.flatMap((end) => {
    const text = piece.repeat(LONG / piece.length) + end;
    return [text, `/${text}`, `http://${text}`, `1${text}`];
  }),
);

test("the regular expressions of the source are found", () => {
  expect(found.length).toBeGreaterThan(12);
});

test.each(found)("/$source/ is not slowed down by any long text", ({ source, flags }) => {
  const pattern = new RegExp(source, flags.replace(/[gy]/g, ""));

  for (const text of HOSTILE) {
    const ms = fastest(() => pattern.test(text));
    expect(ms, JSON.stringify(text.slice(0, 20))).toBeLessThan(SLOWEST_MS);
  }
});

test.each([
  ["an id", id],
  ["an instant", instant],
  ["a source path", sourcePath],
])("%s is not slow to refuse", (_, schema) => {
  for (const text of HOSTILE) expect(fastest(() => schema.safeParse(text))).toBeLessThan(SLOWEST_MS);
});

const TRIES = 10;

/** Of several tries, because something else may use the machine for a while. */
function fastest(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES && best >= SLOWEST_MS; tries += 1) {
    const begun = performance.now();
    work();
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}
