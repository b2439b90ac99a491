import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { houseRuleFindings } from "./house-rules.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "holdfast-rules-"));
  execFileSync("git", ["init", "-q"], { cwd: root });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function findingsWith(files: Record<string, string>): Promise<string[]> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  execFileSync("git", ["add", "-A"], { cwd: root });
  return await houseRuleFindings(root);
}

test("a tidy project breaks no rule", async () => {
  const findings = await findingsWith({
    "README.md": "# Read me\n\nSee [the walk](docs/walk.md#one-datum-a-to-b) and [above](#read-me).\n",
    "docs/walk.md":
      "## One datum: A to B\n\n[back](../README.md), [all](../docs), [web](https://restic.net)\n\n<!-- run: clone -->\n```sh\nls\n```\n",
    "orchestrator/a.ts": 'export const example = "/home/anna/Documents";\n',
  });

  expect(findings).toEqual([]);
});

/** Put together here, so that this file does not break the rules itself. */
const planted: [rule: string, path: string, text: string, finding: RegExp][] = [
  ["a long file", "a.ts", "x;\n".repeat(301), /a\.ts has 301 lines/],
  ["a high median", "a.ts", "x;\n".repeat(81), /median file has 81 lines/],
  ["a private key", "a.txt", `-----BEGIN RSA PRIVATE ${"KEY"}-----`, /a\.txt:1 looks like a key/],
  ["an access key", "a.json", `"AK${"IA"}ABCDEFGHIJKLMNOP"`, /a\.json:1 looks like a key/],
  ["a secret", "a.ts", `const pass${"word"} = "kq83hsk2jdk3hsk2jdk3";`, /a\.ts:1 looks like a secret/],
  ["a machine path", "a.test.ts", `read("/ro${"ot"}/data")`, /a\.test\.ts:1 names a folder of one machine/],
  ["a home folder", "a.ts", `read("/ho${"me"}/jsmith/data")`, /a\.ts:1 names the home folder of jsmith/],
  ["a registry", "a.md", `from https://registry.${"npmjs"}.org/x`, /a\.md:1 names a package registry/],
  ["a mirror", "a.ts", `"http://deb.${"debian"}.org/"`, /a\.ts:1 names a package registry or mirror/],
  ["a replaced module", "a.test.ts", `vi.${"mock"}("./x.ts")`, /a\.test\.ts:1 replaces a module/],
  ["a focused test", "a.test.ts", `test.${"only"}("x", () => {})`, /a\.test\.ts:1 leaves out all other/],
  ["a note to self", "a.ts", `// TO${"DO"}: later`, /a\.ts:1 leaves something to do/],
  ["untried commands", "docs/a.md", "```sh\nrm -r all\n```\n", /docs\/a\.md:1 has commands and no “run/],
  ["a dead link", "a.md", "[there](docs/nowhere.md)", /a\.md links to docs\/nowhere\.md, but there is no/],
  ["a dead anchor", "a.md", "# One\n[two](#two)", /a\.md links to #two, but a\.md has no heading/],
];

test.each(planted)("%s is found", async (_, path, text, finding) => {
  const findings = await findingsWith({ [path]: text });

  expect(findings).toContainEqual(expect.stringMatching(finding));
});
