import { expect, test, vi } from "vitest";
import { ProblemError } from "#contract/call";
import { delayOf, isSettled, retry, waitAfter } from "./backoff.ts";

const refused = (status: number, retryAfterSeconds?: number) =>
  new ProblemError({ type: "about:blank", title: "refused", status, code: "internal" }, retryAfterSeconds);

test("delays double up to the longest and are never the same for a crowd", () => {
  const delays = [0, 1, 2, 3, 30].map((attempt) => delayOf(attempt, { firstMs: 100, longestMs: 1_000 }));

  const bounds = [100, 200, 400, 800, 1_000];
  for (const [index, delay] of delays.entries()) {
    expect(delay).toBeLessThanOrEqual(bounds[index] ?? 0);
    expect(delay).toBeGreaterThanOrEqual((bounds[index] ?? 0) / 2);
  }
});

test("a server that asks for a longer wait gets it", () => {
  expect(waitAfter(refused(429, 90), 0)).toBe(90_000);
  expect(waitAfter(refused(503), 0, { firstMs: 10 })).toBeLessThanOrEqual(10);
});

test("it is tried until it works", async () => {
  const action = vi.fn(async () => action.mock.calls.length);
  action.mockRejectedValueOnce(new Error("no network"));

  const result = await retry(action, { signal: new AbortController().signal, firstMs: 1 });

  expect(result).toBe(2);
});

test("a refusal for good is not tried again", async () => {
  const action = vi.fn(() => Promise.reject(refused(409)));

  await expect(
    retry(action, { signal: new AbortController().signal, isFinal: isSettled, firstMs: 1 }),
  ).rejects.toThrow("refused");
  expect(action).toHaveBeenCalledTimes(1);
});

test("an end of the program ends the wait", async () => {
  const controller = new AbortController();
  const onFailure = () => controller.abort();
  const action = () => Promise.reject(new Error("no network"));

  await expect(retry(action, { signal: controller.signal, firstMs: 60_000, onFailure })).rejects.toThrow(
    "aborted",
  );
});
