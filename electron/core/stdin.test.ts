import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { onceClosed, readFirstLine } from "./stdin.ts";

test("the first line is there while stdin stays open, and its end is noticed later", async () => {
  const stdin = new PassThrough();
  const closed = Promise.withResolvers<void>();
  stdin.write("the-");
  stdin.write("key\n");

  const line = await readFirstLine(stdin);
  onceClosed(stdin, closed.resolve);
  stdin.end();

  expect(line).toBe("the-key");
  await closed.promise;
});

test("a line without an end counts when stdin closes", async () => {
  const stdin = new PassThrough();
  stdin.end("the-key");

  expect(await readFirstLine(stdin)).toBe("the-key");
});
