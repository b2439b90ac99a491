import { expect, test } from "vitest";
import { createLiveEvents } from "../events/live-events.ts";
import { createLiveProgress } from "./live-progress.ts";

test("progress is wanted every second while somebody looks, and seldom when nobody does", async () => {
  let nowMs = 0;
  const events = createLiveEvents();
  const progress = createLiveProgress({ monotonicMs: () => nowMs, isWatched: events.isWatched });
  progress.set("a task", { phase: "backing-up", filesDone: 1, bytesDone: 1, errorCount: 0 });
  progress.get("one that has not begun");
  progress.peek("a task");
  const nobody = progress.nextMs();

  progress.get("a task");
  const asked = progress.nextMs();
  nowMs = 60_000;
  const forgotten = progress.nextMs();
  const gone = new AbortController();
  const following = events.watch(undefined, gone.signal).next();
  const followed = progress.nextMs();
  gone.abort();
  await expect(following).rejects.toThrow("aborted");

  expect([nobody, asked, forgotten, followed, progress.nextMs()]).toEqual([
    5_000, 1_000, 5_000, 1_000, 5_000,
  ]);
});
