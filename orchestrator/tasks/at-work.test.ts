import { expect, test } from "vitest";
import { createAtWork } from "./at-work.ts";

test("a heartbeat that was on its way while a result came in does not bring the attempt back", () => {
  const atWork = createAtWork();
  atWork.took("anna", "task", 1);
  atWork.ended("anna", "task", 1);

  atWork.says("anna", [
    { taskId: "task", attempt: 1 },
    { taskId: "other", attempt: 1 },
  ]);

  expect([...atWork.of("anna")]).toEqual([["other", 1]]);
});

test("the next attempt of the same task counts again", () => {
  const atWork = createAtWork();
  atWork.ended("anna", "task", 1);

  atWork.says("anna", [{ taskId: "task", attempt: 2 }]);

  expect([...atWork.of("anna")]).toEqual([["task", 2]]);
});
