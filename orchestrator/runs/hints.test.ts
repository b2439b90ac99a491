import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { failureCode } from "#contract/outcome";
import { hintFor } from "./hints.ts";

const about = { status: "failed", repository_name: "NAS", item_count: 0, retrying: 0 };
const hintsOf = (kind: string) =>
  failureCode.options.map((code) => hintFor({ ...about, kind }, { code, message: "why" }));

test("only of a backup it is said that no new backup was made", () => {
  const saysSo = (kind: string) =>
    hintsOf(kind).filter((hint) => /no (new )?backup was made/i.test(hint?.effect ?? ""));

  expect(saysSo("backup").length).toBeGreaterThan(5);
  expect(saysSo("restore")).toEqual([]);
});

test("a restore that overwrote without a copy says so, and one with odd files speaks of no backup", () => {
  const warned = { ...about, kind: "restore", status: "warning" };
  const notKept = ["What is overwritten is not kept: the disk ran full."];

  const hint = hintFor({ ...warned, summary_json: JSON.stringify({ notKept }) }, null);

  expect(hint?.cause).toBe(notKept[0]);
  expect(hint?.effect).toContain("could not be kept is gone");
  expect(hintFor({ ...warned, item_count: 2 }, null)).toMatchObject({
    cause: "2 files had a problem.",
    effect: "The others came back.",
  });
});

test("a restore that broke off says that files may be half written, and how they are completed", () => {
  const broken = { ...about, kind: "restore", summary_json: '{"isIncomplete":true}' };

  for (const code of ["cancelled", "interrupted", "stalled"] as const)
    expect(hintFor(broken, { code, message: "why" })?.effect).toContain("may be half written");
  expect(hintFor(broken, { code: "cancelled", message: "why" })?.action).toContain("the same restore again");
});

test("a backup that holds no file says that it protects nothing", () => {
  const empty = { ...about, status: "warning", summary_json: '{"filesProcessed":0}' };

  expect(hintFor(empty, null)?.effect).toContain("protects nothing");
  expect(hintFor({ ...empty, item_count: 2 }, null)?.cause).toContain("2 files");
});

test("each failure code has a section in the page for troubleshooting, which says cause, effect and what to do", () => {
  const page = readFileSync(new URL("../../docs/troubleshooting.md", import.meta.url), "utf8");
  const sections = page.split(/^#{2,3} /m);

  for (const code of failureCode.options) {
    const section = sections.find((text) => text.startsWith(`\`${code}\`\n`));
    expect(section, code).toMatch(/^- Cause: [\s\S]*^- Effect: [\s\S]*^- What to do: /m);
  }
});
