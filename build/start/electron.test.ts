import { expect, test } from "vitest";
import { noWindowBecause } from "./electron.ts";

test("Linux without a display gets the core without a window", () => {
  expect(noWindowBecause({}, "linux")).toBe("there is no display");
});

test("other systems always have a display", () => {
  expect(noWindowBecause({}, "darwin")).toBeUndefined();
});
