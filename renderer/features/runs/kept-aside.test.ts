import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { RunSummary } from "#contract/outcome";
import { KeptAside } from "./kept-aside.tsx";

const textOf = (summary: RunSummary | null) =>
  renderToStaticMarkup(
    createElement(MantineProvider, null, createElement(KeptAside, { run: { hostname: "anna-pc", summary } })),
  ).replaceAll(/<style.*?<\/style>|<[^>]+>/gs, " ");

test("a restore tells where the files are that it overwrote, how many and how large, and what to do with them", () => {
  const text = textOf({ keptIn: "/home/anna/Overwritten 1", filesKept: 3, bytesKept: 4_200_000 });

  expect(text).toContain("What was overwritten is kept: 3 files, 4.2 MB");
  expect(text).toContain("/home/anna/Overwritten 1");
  expect(text).toContain("this folder on anna-pc what you miss, and delete it when you are content");
});

test("an older agent names the folder only, and a run that kept nothing says nothing", () => {
  expect(textOf({ keptIn: "/home/anna/Overwritten 1" })).toMatch(/What was overwritten is kept\s+\/home/);
  expect(textOf({ restoredTo: "/home/anna/Restored" }).trim()).toBe("");
  expect(textOf(null).trim()).toBe("");
});
