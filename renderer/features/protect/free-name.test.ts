import { expect, test } from "vitest";
import { freeName } from "./free-name.ts";

test("a name that is taken, in any case, gets the next number", () => {
  const name = freeName("My files", ["my FILES", "My files 2"]);

  expect(name).toBe("My files 3");
});
