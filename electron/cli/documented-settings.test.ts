import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inKebabCase, settings, settingsOfFile } from "../core/settings.ts";
import { createProgram } from "./program.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/operations.md"), "utf8");
const program = createProgram({
  version: "0.0.0",
  contextOf: () => {
    throw new Error("Nothing is run here.");
  },
  end: () => undefined,
});

test("the table of settings holds every setting under its three names, and no other", () => {
  const rows = [...page.matchAll(/^\|(?: `(--[a-z-]+)[^`]*`)? \| `(HOLDFAST_\w+)` \|(?: `([a-z-]+)`)? \|/gm)];
  const core = program.commands.find((command) => command.name() === "core");
  const flags = new Set([program, core].flatMap((one) => one?.options.map(({ long }) => long) ?? []));
  const named = Object.keys(settings.shape).map((key) => {
    const name = inKebabCase(key);
    const flag = flags.has(`--${name}`) ? `--${name}` : undefined;
    const variable = `HOLDFAST_${name.replaceAll("-", "_").toUpperCase()}`;
    return { flag, variable, file: key in settingsOfFile.shape ? name : undefined };
  });
  const inOrder = (all: typeof named) =>
    all.toSorted((one, other) => (one.variable < other.variable ? -1 : 1));

  expect(inOrder(rows.map(([, flag, variable = "", file]) => ({ flag, variable, file })))).toEqual(
    inOrder(named),
  );
});
