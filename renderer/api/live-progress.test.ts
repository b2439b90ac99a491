import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { keys } from "./keys.ts";
import { showProgress } from "./live-progress.ts";

const progress = { phase: "backup", percentDone: 0.5, filesDone: 5, bytesDone: 50, errorCount: 0 };
const event = { type: "progress" as const, runId: "r1", taskId: "t1", agentId: "a1", progress };

test("progress changes the row of its run in place and leaves the others alone", () => {
  const client = new QueryClient();
  const key = keys.runList({ limit: 50 });
  const other = { id: "r2", status: "running", progress: null };
  client.setQueryData(key, {
    pageParams: [null],
    pages: [{ items: [{ id: "r1", status: "running", progress: null }, other], nextCursor: null }],
  });

  showProgress(client, event);

  expect(client.getQueryData(key)).toMatchObject({ pages: [{ items: [{ id: "r1", progress }, other] }] });
});

test("progress that arrives after the end does not bring a run back to life", () => {
  const client = new QueryClient();
  client.setQueryData(keys.run("r1"), { id: "r1", status: "success", progress: null });

  showProgress(client, event);

  expect(client.getQueryData(keys.run("r1"))).toEqual({ id: "r1", status: "success", progress: null });
});
