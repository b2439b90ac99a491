import { expect, test, vi } from "vitest";
import { type CoreState, startCoreLink } from "./core-link.ts";
import type { CoreProcess } from "./core-process.ts";

const address = { url: "http://127.0.0.1:1", token: "local" };

/** A core whose life the test drives; time passes only where the test lets it. */
function setUp({ found, lives = [] }: { found?: typeof address; lives?: ((life: Life) => void)[] } = {}) {
  const states: CoreState[] = [];
  const waits: number[] = [];
  const world = { states, waits, found, answering: true, starts: 0, stops: 0, clock: 0 };
  let release: (() => void) | undefined;
  const link = startCoreLink({
    find: async () => world.found,
    answers: async () => world.answering,
    async start() {
      const life = createLife(() => (world.stops += 1));
      lives[world.starts]?.(life);
      world.starts += 1;
      return life.core;
    },
    readAddress: () => address,
    publish: (state) => states.push(state),
    now: () => world.clock,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        waits.push(ms);
        release = resolve;
        signal.addEventListener("abort", () => resolve());
        if (signal.aborted) resolve();
      }),
  });
  /** Lets the link's next wait be over. */
  async function passOne(): Promise<void> {
    await vi.waitUntil(() => release, { interval: 1 });
    world.clock += waits.at(-1) ?? 0;
    release?.();
    release = undefined;
  }
  return { world, link, passOne };
}

type Life = ReturnType<typeof createLife>;

function createLife(onStop: () => void) {
  const ready = Promise.withResolvers<string>();
  const ended = Promise.withResolvers<string>();
  ready.promise.catch(() => undefined);
  const core: CoreProcess = {
    ready: ready.promise,
    ended: ended.promise,
    async stop() {
      onStop();
      ended.resolve("stopped");
    },
  };
  return {
    core,
    serve: () => ready.resolve(address.url),
    die(reason: string) {
      ready.reject(new Error(reason));
      ended.resolve(reason);
    },
  };
}

test("a core that runs already is used and none is started; stopping leaves it alone", async () => {
  const { world, link, passOne } = setUp({ found: address });
  for (let look = 0; look < 5; look += 1) await passOne();

  await link.stop();

  expect(world.states).toEqual([{ kind: "running", isOwn: false, ...address }]);
  expect(world.starts).toBe(0);
});

test("our own core is published when it serves and stopped with the link", async () => {
  const { world, link } = setUp({ lives: [(life) => life.serve()] });
  await vi.waitUntil(() => world.states.length === 2);

  await link.stop();

  expect(world.stops).toBe(1);
  expect(world.states).toEqual([{ kind: "starting" }, { kind: "running", isOwn: true, ...address }]);
});

test("a core that dies at its start is tried again with growing pauses and its reason is told", async () => {
  const dies = (life: Life) => life.die("no disk");
  const { world, link, passOne } = setUp({ lives: [dies, dies, dies, dies] });
  for (let pause = 0; pause < 4; pause += 1) await passOne();

  await link.stop();

  expect(world.waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(world.states[1]).toEqual({ kind: "down", reason: "no disk", retryAt: 1_000 });
});

test("a core that lived for long starts again after a second", async () => {
  const dies = (life: Life) => life.die("no disk");
  const { world, link, passOne } = setUp({ lives: [dies, dies, (life) => diesLate(life)] });
  function diesLate(life: Life) {
    life.serve();
    world.clock += 61_000;
    setImmediate(() => life.die("killed"));
  }
  for (let pause = 0; pause < 3; pause += 1) await passOne();

  await link.stop();

  expect(world.waits.slice(0, 3)).toEqual([1_000, 2_000, 1_000]);
});

test("when a core that somebody else started is gone, our own takes its place", async () => {
  const { world, link, passOne } = setUp({ found: address, lives: [(life) => life.serve()] });
  await passOne();
  world.found = undefined;
  world.answering = false;
  for (let miss = 0; miss < 3; miss += 1) await passOne();

  await vi.waitUntil(() => world.states.length === 3);
  await link.stop();

  expect(world.states.map(({ kind }) => kind)).toEqual(["running", "starting", "running"]);
  expect(world.states[2]).toMatchObject({ isOwn: true });
});
