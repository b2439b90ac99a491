import { expect, test } from "vitest";
import { viewsWith } from "./views-with.ts";

test("views are listed by name, and a known name gets the new filters", () => {
  const views = viewsWith([{ name: "Late", search: "?a=1" }], { name: "At risk", search: "?a=2" });

  expect(viewsWith(views, { name: "Late", search: "?a=3" })).toEqual([
    { name: "At risk", search: "?a=2" },
    { name: "Late", search: "?a=3" },
  ]);
});
