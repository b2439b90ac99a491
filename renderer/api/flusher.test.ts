import { expect, test } from "vitest";
import { createFlusher } from "./flusher.ts";

test("a burst of the same key is one reading, and different keys are read each", async () => {
  const read: string[] = [];
  const done = Promise.withResolvers<void>();
  const flusher = createFlusher(1, (key) => {
    read.push(key.join("/"));
    if (read.length === 2) done.resolve();
  });

  for (let event = 0; event < 50; event += 1) flusher.add(["runs", "list"]);
  flusher.add(["status"]);
  await done.promise;

  expect(read).toEqual(["runs/list", "status"]);
});

test("what is still being read is not begun anew by what happens meanwhile, and is read once more afterwards", async () => {
  const read: string[] = [];
  const reading = Promise.withResolvers<void>();
  const flusher = createFlusher(1, (key) => {
    read.push(key.join("/"));
    return key[0] === "repositories" ? reading.promise : undefined;
  });

  flusher.add(["repositories"]);
  await expect.poll(() => read).toEqual(["repositories"]);
  flusher.add(["repositories"]);
  flusher.add(["status"]);
  await expect.poll(() => read).toEqual(["repositories", "status"]);
  reading.resolve();

  await expect.poll(() => read, { timeout: 10_000 }).toEqual(["repositories", "status", "repositories"]);
});
