import { pino } from "pino";
import { expect, test } from "vitest";
import { createStopping } from "./stopping.ts";

const log = pino({ level: "silent" });

test("the first wish drains and leaves with 0", async () => {
  const left = Promise.withResolvers<number>();
  let drained = false;
  const stopping = createStopping({ log, leave: left.resolve });
  stopping.started(async () => {
    drained = true;
  });

  stopping.ask("SIGTERM");

  expect(await left.promise).toBe(0);
  expect(drained).toBe(true);
});

test("one Ctrl-C that arrives twice is one wish; a later one leaves at once", () => {
  let clock = 0;
  const left: number[] = [];
  const stopping = createStopping({ log, leave: (code) => void left.push(code), now: () => clock });
  stopping.started(() => new Promise(() => undefined));

  stopping.ask("SIGINT");
  clock = 20;
  stopping.ask("SIGINT");
  expect(left).toEqual([]);

  clock = 2_000;
  stopping.ask("SIGINT");
  expect(left).toEqual([1]);
});

test("a wish that came while the core was starting is not forgotten", async () => {
  const left = Promise.withResolvers<number>();
  const stopping = createStopping({ log, leave: left.resolve });

  stopping.ask("SIGTERM");
  stopping.started(async () => undefined);

  expect(await left.promise).toBe(0);
});

test("a core that cannot stop cleanly says so by its exit code", async () => {
  const left = Promise.withResolvers<number>();
  const stopping = createStopping({ log, leave: left.resolve });
  stopping.started(() => Promise.reject(new Error("disk gone")));

  stopping.ask("SIGTERM");

  expect(await left.promise).toBe(1);
});
