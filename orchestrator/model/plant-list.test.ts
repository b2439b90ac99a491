import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { plants } from "./plant-list.ts";

test("every fault can still be planted where it is meant to be", () => {
  const root = join(import.meta.dirname, "../..");
  const misfits = plants.filter(({ file, from }) => !readFileSync(join(root, file), "utf8").includes(from));

  expect(misfits).toEqual([]);
});
