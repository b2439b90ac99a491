import { expect, test } from "vitest";
import { sortFolder } from "./sort-folder.ts";

const entry = (name: string, type: "dir" | "file" = "file") => ({ path: `/${name}`, name, type });

test("folders come first, and names as people count", () => {
  const sorted = sortFolder([
    entry("photo 10"),
    entry("Zoo"),
    entry("éclair"),
    entry("photo 2"),
    entry("photo 002"),
    entry("zebra", "dir"),
    entry("apple"),
    entry("Fig"),
    entry("Apples", "dir"),
  ]);

  expect(sorted.map(({ name }) => name)).toEqual([
    "Apples",
    "zebra",
    "apple",
    "éclair",
    "Fig",
    "photo 002",
    "photo 2",
    "photo 10",
    "Zoo",
  ]);
});
