import { expect, test } from "vitest";
import { bestMatches } from "./best-matches.ts";

const target = (name: string) => ({ name, kind: "Page", to: `/${name}` });
const targets = ["Home", "Runs", "Failed runs", "Documents", "anna-mac"].map(target);
const found = (text: string) => bestMatches(text, targets).map(({ name }) => name);

test("names that begin with the search come before those that only hold it", () => {
  expect(found("run")).toEqual(["Runs", "Failed runs"]);
});

test("every word must be found, in any order", () => {
  expect(found("runs fai")).toEqual(["Failed runs"]);
  expect(found("runs documents")).toEqual([]);
});

test("without a search all are there in their order", () => {
  expect(found(" ")).toEqual(["Home", "Runs", "Failed runs", "Documents", "anna-mac"]);
});
