import { expect, test } from "vitest";
import { readOpenRun, withOpenRun } from "./open-run.ts";

const run = "0193c0de-0000-7000-8000-000000000001";

test("an address with a run opens the same run, tab and list again", () => {
  const list = new URLSearchParams("status=failure&q=a b");

  const read = readOpenRun(new URLSearchParams(withOpenRun(list, run, "command")));

  expect({ ...read, list: read.list.toString() }).toEqual({
    runId: run,
    tab: "command",
    list: "status=failure&q=a+b",
  });
});

test("an address that means no run, or no tab, opens nothing wrong", () => {
  const read = readOpenRun(new URLSearchParams("run=../etc&tab=secrets&view=day"));

  expect({ ...read, list: read.list.toString() }).toEqual({
    runId: null,
    tab: "statistics",
    list: "view=day",
  });
});
