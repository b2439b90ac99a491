import { expect, test } from "vitest";
import { onceOrphaned } from "./orphaned.ts";

test("the end of the parent is noticed once", async () => {
  const noticed = Promise.withResolvers<void>();
  const parents = [10, 10, 10, 1];
  let calls = 0;

  onceOrphaned(
    () => {
      calls += 1;
      noticed.resolve();
    },
    { parent: () => parents.shift() ?? 1, everyMs: 1 },
  );

  await noticed.promise;
  expect(calls).toBe(1);
  expect(parents).toEqual([]);
});
