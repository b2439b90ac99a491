import { expect, test } from "vitest";
import { readFilter, withFilter } from "./run-filter.ts";

const agent = "0198c2de-0000-7000-8000-000000000001";

test("the address says which runs are shown, and nonsense in it is left out", () => {
  const filter = readFilter(new URLSearchParams(`agent=${agent}&policy=nonsense&status=failure&page=7`));

  expect(filter).toEqual({ agent, status: "failure" });
});

test("a filter that is taken away leaves the others", () => {
  const search = withFilter(new URLSearchParams(`agent=${agent}&status=failure`), "status", null);

  expect(search.toString()).toBe(`agent=${agent}`);
});
