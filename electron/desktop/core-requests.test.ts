import { expect, test } from "vitest";
import type { Call } from "#contract/call";
import { ProblemError } from "#contract/call";
import { backUp, pauseBackups, resumeBackups, stopTasks } from "./core-requests.ts";

/** A core that remembers what it was asked, and refuses what names the given id. */
function setUp(refused?: string) {
  const asked: unknown[] = [];
  const call = (async ({ path }: { path: string }, input: unknown) => {
    asked.push({ path, ...(input as object) });
    if (refused === undefined || !JSON.stringify(input).includes(refused)) return {};
    throw new ProblemError({ type: "about:blank", title: "Still in use", status: 409, code: "in-use" });
  }) as unknown as Call;
  return { call, asked };
}

test("each policy gets a task of its own", async () => {
  const { call, asked } = setUp();
  await backUp(call, ["a", "b"]);

  expect(asked).toEqual([
    { path: "/api/v1/tasks", body: { kind: "backup", policyId: "a" } },
    { path: "/api/v1/tasks", body: { kind: "backup", policyId: "b" } },
  ]);
});

test("a policy that cannot start keeps back no other, and its reason is told", async () => {
  const { call, asked } = setUp("a");

  await expect(backUp(call, ["a", "b"])).rejects.toThrow("Still in use");
  expect(asked).toHaveLength(2);
});

test("stopping asks for each task by its id", async () => {
  const { call, asked } = setUp();
  await stopTasks(call, ["t1"]);

  expect(asked).toEqual([{ path: "/api/v1/tasks/:id/cancel", params: { id: "t1" } }]);
});

test("a pause has an end only where one is given", async () => {
  const { call, asked } = setUp();
  await pauseBackups(call, "m1", "2026-11-25T07:00:00.000Z");
  await pauseBackups(call, "m1", undefined);
  await resumeBackups(call, "m1");

  const path = "/api/v1/agents/:id/pause";
  expect(asked).toEqual([
    { path, params: { id: "m1" }, body: { until: "2026-11-25T07:00:00.000Z" } },
    { path, params: { id: "m1" }, body: {} },
    { path, params: { id: "m1" } },
  ]);
});
