import { expect, test } from "vitest";
import type { Operation } from "../../api/open-api.ts";
import { addressOf, chaptersOf } from "./chapters.ts";

const operation = (method: string, path: string, more: Partial<Operation> = {}): Operation => ({
  method,
  path,
  summary: `${method} of ${path}`,
  "x-access": "viewer",
  parameters: [],
  responses: {},
  ...more,
});

test("operations stand in the chapter of the first word of their path", () => {
  const all = [
    operation("GET", "/api/v1/runs.csv"),
    operation("GET", "/healthz"),
    operation("GET", "/api/v1/runs/{id}"),
  ];

  const chapters = chaptersOf(all, "").map(([name, { length }]) => [name, length]);

  expect(chapters).toEqual([
    ["healthz", 1],
    ["runs", 2],
  ]);
});

test("a search keeps what holds every word of it", () => {
  const all = [operation("GET", "/api/v1/runs"), operation("POST", "/api/v1/tasks")];

  expect(chaptersOf(all, "TASKS post").map(([name]) => name)).toEqual(["tasks"]);
  expect(chaptersOf(all, "nothing")).toEqual([]);
});

test("an address is whole only when every name in its path is filled in", () => {
  const one = operation("GET", "/api/v1/runs/{id}/log", {
    parameters: [
      { name: "id", in: "path", required: true },
      { name: "q", in: "query", required: false },
    ],
  });

  expect(addressOf(one, { q: "a b" })).toBeUndefined();
  expect(addressOf(one, { id: "1/2", q: "a b" })).toBe("/api/v1/runs/1%2F2/log?q=a%20b");
  expect(addressOf(one, { id: "1" })).toBe("/api/v1/runs/1/log");
});
