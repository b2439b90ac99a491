import { expect, test } from "vitest";
import { createFolderPage } from "./folder-page.ts";

const entry = (name: string, type: "dir" | "file" = "file") => ({ path: `/${name}`, name, type });

function pageOf(names: ReturnType<typeof entry>[], limit: number, after?: ReturnType<typeof entry>) {
  const page = createFolderPage({ limit, after });
  for (const one of names) page.take(one);
  return page.entries().map(({ name }) => name);
}

test("folders come first, and names as people count", () => {
  const entries = [
    entry("photo 10"),
    entry("Zoo"),
    entry("éclair"),
    entry("photo 2"),
    entry("photo 002"),
    entry("zebra", "dir"),
    entry("apple"),
    entry("Fig"),
    entry("Apples", "dir"),
  ];

  expect(pageOf(entries, 100)).toEqual([
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

test("page after page every entry comes once, whatever order restic gives them in", () => {
  const entries = Array.from({ length: 1_000 }, (_, index) => entry(`f${(index * 617) % 1_000}`));
  const seen: string[] = [];

  for (let last: string | undefined; ; last = seen.at(-1)) {
    const page = pageOf(entries, 70, last === undefined ? undefined : entry(last));
    if (page.length === 0) break;
    seen.push(...page);
  }

  expect(seen).toEqual(Array.from({ length: 1_000 }, (_, index) => `f${index}`));
});
