import { expect, test, vi } from "vitest";
import { ProblemError } from "#contract/call";
import type { Progress } from "#contract/outcome";
import { createProgressReporter } from "./progress-reporter.ts";

const progressOf = (filesDone: number): Progress => ({ phase: "x", filesDone, bytesDone: 0, errorCount: 0 });

test("of many reports the newest goes out, one request at a time", async () => {
  const sent: number[] = [];
  let inFlight = 0;
  let most = 0;
  const send = async ({ filesDone }: Progress) => {
    most = Math.max(most, ++inFlight);
    sent.push(filesDone);
    await Promise.resolve();
    inFlight--;
    return { cancel: false, nextProgressMs: 10 };
  };
  const reporter = createProgressReporter({ send, onCancel: () => {} }, progressOf(0));

  for (let files = 1; files <= 1_000; files++) reporter.report(progressOf(files));
  await vi.waitUntil(() => sent.length === 2);
  await reporter.close();

  expect(sent).toEqual([0, 1_000]);
  expect(most).toBe(1);
});

test.for([
  ["a reply that says so", () => Promise.resolve({ cancel: true, nextProgressMs: 10 })],
  [
    "an attempt that is not current any more",
    () => Promise.reject(new ProblemError({ type: "x", title: "x", status: 409, code: "conflict" })),
  ],
] as const)("%s stops the run", async ([, send]) => {
  const onCancel = vi.fn();
  const reporter = createProgressReporter({ send, onCancel }, progressOf(0));

  await vi.waitUntil(() => onCancel.mock.calls.length > 0);
  await reporter.close();

  expect(onCancel).toHaveBeenCalled();
});

test("it renews the lease also where nothing new is reported", async () => {
  const send = vi.fn(async () => ({ cancel: false, nextProgressMs: 10 }));
  const reporter = createProgressReporter({ send, onCancel: () => {}, renewMs: 250 }, progressOf(7));

  await vi.waitUntil(() => send.mock.calls.length >= 3, { timeout: 5_000 });
  await reporter.close();

  expect(send).toHaveBeenLastCalledWith(progressOf(7), expect.anything());
});

test("the first one waits as long as was asked for and is the newest then; of a run that is over sooner none goes out", async () => {
  const sent: number[] = [];
  const sentOfShort: number[] = [];
  const sender =
    (to: number[]) =>
    async ({ filesDone }: Progress) => {
      to.push(filesDone);
      return { cancel: false, nextProgressMs: 60_000 };
    };
  const open = (to: number[]) =>
    createProgressReporter({ send: sender(to), onCancel: () => {}, firstMs: 100 }, progressOf(0));
  const [reporter, short] = [open(sent), open(sentOfShort)];

  await short.close();
  await Promise.resolve();
  reporter.report(progressOf(1));
  await vi.waitUntil(() => sent.length > 0);
  await reporter.close();

  expect(sent).toEqual([1]);
  expect(sentOfShort).toEqual([]);
});
