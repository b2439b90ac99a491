import { expect, test } from "vitest";
import { readHash, safePath } from "./next-path.ts";

test.each(["//evil.example", "/\\evil.example", "https://evil.example", "runs", "/sign-in?next=/", null])(
  "%s leads home",
  (next) => {
    const path = safePath(next);

    expect(path).toBe("/");
  },
);

test("a path of this site is kept with its query", () => {
  const path = safePath("/runs?status=failure");

  expect(path).toBe("/runs?status=failure");
});

test("the token of a sign-in link is read from behind the hash", () => {
  const token = readHash("#link=abc_123&next=%2Fruns").get("link");

  expect(token).toBe("abc_123");
});
