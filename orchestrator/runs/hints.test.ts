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

test("a backup that holds no file says that it protects nothing", () => {
  const empty = { ...about, status: "warning", summary_json: '{"filesProcessed":0}' };

  expect(hintFor(empty, null)?.effect).toContain("protects nothing");
  expect(hintFor({ ...empty, item_count: 2 }, null)?.cause).toContain("2 files");
});
