import { expect, test } from "vitest";
import { isFiltered, readAgentFilter } from "./agent-filter.ts";

const read = (text: string) => readAgentFilter(new URLSearchParams(text));

test("the address says which machines are shown and in which order", () => {
  expect(read("q=mac&protection=at-risk&reachability=offline&label=office&sort=lastGood")).toEqual({
    q: "mac",
    protection: "at-risk",
    reachability: "offline",
    label: "office",
    sort: "lastGood",
  });
});

test("what the address says wrongly is left out", () => {
  const filter = read("protection=perhaps&sort=colour&q=%20");

  expect(filter).toEqual({ sort: "hostname" });
  expect(isFiltered(filter)).toBe(false);
});
