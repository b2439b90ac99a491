import { afterEach, expect, test, vi } from "vitest";
import type { Call } from "#contract/call";
import { type Known, startStatusFeed } from "./status-feed.ts";
import { AGENT, aStatus } from "./testing/sample-status.ts";

const upstream = { name: "studio", state: "connected" };
let stopping = new AbortController();
afterEach(() => {
  stopping.abort();
  stopping = new AbortController();
});

/** A core that answers as the test says, and waits that end when the test lets them. */
function setUp(answer: () => unknown) {
  const published: (Known | undefined)[] = [];
  const waits: { ms: number; end: () => void }[] = [];
  const call = (async ({ path }: { path: string }) => {
    if (path.endsWith("/me"))
      return { localAgentId: AGENT, appVersion: "1.2.3", orchestratorMode: true, upstream };
    if (path.endsWith("/notices")) return { items: [] };
    if (path.endsWith("/status")) return answer();
    if (path.endsWith("/agents/:id")) return { pausedSince: "2026-11-24T12:00:00.000Z", pausedUntil: null };
    const policy = { id: AGENT, name: "Documents", repositoryName: "NAS", enabled: true, include: ["/home"] };
    return { policies: [policy, { ...policy, name: "Old", enabled: false }] };
  }) as unknown as Call;
  const wait = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      waits.push({ ms, end: resolve });
      signal.addEventListener("abort", () => resolve());
      if (signal.aborted) resolve();
    });
  const feed = startStatusFeed({ call, wait, publish: (known) => published.push(known) }, stopping.signal);
  const nthWait = (nth: number) => vi.waitUntil(() => waits[nth], { interval: 1 });
  return { feed, published, nthWait };
}

test("what is known holds the status, the policies in use and whether backups are paused", async () => {
  const { published, nthWait } = setUp(() => aStatus());
  await nthWait(0);

  expect(published).toEqual([
    {
      status: aStatus(),
      policies: [{ id: AGENT, name: "Documents", repositoryName: "NAS" }],
      appVersion: "1.2.3",
      notices: [],
      fleet: aStatus(),
      upstream,
      machine: { id: AGENT, isPaused: true, pausedUntil: null },
    },
  ]);
});

test("at rest the status is read every half minute, while a run is active every few seconds", async () => {
  let running: unknown[] = [];
  const { nthWait } = setUp(() => ({ ...aStatus(), running }));
  (await nthWait(0)).end();
  const atRest = await nthWait(1);
  running = [{}];
  atRest.end();
  (await nthWait(2)).end();
  const whileRunning = await nthWait(3);

  expect(atRest.ms + 1_000).toBe(30_000);
  expect(whileRunning.ms + 1_000).toBe(3_000);
});

test("an event ends the rest, but not the shortest pause between two readings", async () => {
  const { feed, published, nthWait } = setUp(() => aStatus());
  const shortest = await nthWait(0);
  feed.wake();
  await new Promise(setImmediate);
  expect(published).toHaveLength(1);

  shortest.end();

  await vi.waitUntil(() => published.length === 2);
});

test("a core that does not answer makes the status unknown, and is asked again soon", async () => {
  const { published, nthWait } = setUp(() => {
    throw new Error("ECONNREFUSED");
  });
  (await nthWait(0)).end();

  expect(published).toEqual([undefined]);
  expect((await nthWait(1)).ms).toBeLessThan(5_000);
});
