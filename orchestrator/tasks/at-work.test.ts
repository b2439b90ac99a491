import { expect, test } from "vitest";
import { createAtWork } from "./at-work.ts";

test("a heartbeat that was on its way while a result came in does not bring the attempt back", () => {
  const atWork = createAtWork(() => {});
  atWork.took("anna", "task", 1);
  atWork.ended("anna", "task", 1);

  atWork.says("anna", [
    { taskId: "task", attempt: 1 },
    { taskId: "other", attempt: 1 },
  ]);

  expect([...atWork.of("anna")]).toEqual([["other", 1]]);
});

test("the next attempt of the same task counts again", () => {
  const atWork = createAtWork(() => {});
  atWork.ended("anna", "task", 1);

  atWork.says("anna", [{ taskId: "task", attempt: 2 }]);

  expect([...atWork.of("anna")]).toEqual([["task", 2]]);
});

test("whose work was given up is told free once its machine says that it dropped it, or its end, and not before", () => {
  const freed: string[] = [];
  const atWork = createAtWork((agentId) => freed.push(agentId));
  const one = { taskId: "one", attempt: 1 };
  expect(atWork.hasTold("anna")).toBe(false);

  atWork.says("anna", [one]);
  expect(atWork.hasTold("anna")).toBe(true);
  expect(freed.splice(0)).toEqual(["anna"]);

  atWork.took("anna", "two", 1);
  atWork.says("anna", [one, { taskId: "two", attempt: 1 }]);
  atWork.ended("anna", "three", 1);
  expect(freed).toEqual([]);

  atWork.says("anna", [one]);
  atWork.ended("anna", "one", 1);
  expect(freed).toEqual(["anna", "anna"]);
});
