import { expect, test } from "vitest";
import { asRunQuery, readFilter } from "./run-filter.ts";

const agent = "0198c2de-0000-7000-8000-000000000001";
const read = (text: string) => readFilter(new URLSearchParams(text));

test("the address says which runs are shown, and nonsense in it is left out", () => {
  const filter = read(
    `agent=${agent}&policy=nonsense&status=failure&kind=backup&from=yesterday&page=7&q=%20`,
  );

  expect(filter).toEqual({ agent, status: "failure", kind: "backup" });
});

test("a last day is shown whole, on the clock of the browser", () => {
  const query = asRunQuery(read("from=2026-11-23&to=2026-11-24&q=nas"));

  expect(query).toEqual({
    q: "nas",
    from: new Date(2026, 10, 23).toISOString(),
    to: new Date(2026, 10, 25).toISOString(),
  });
});
