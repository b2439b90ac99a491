import { expect, test } from "vitest";
import { afterAttempt, isCrash, leftToUpstream, MAX_RETRIES } from "./retry-rules.ts";

const failure = (code: "wrong-password" | "repository-unreachable") => ({
  outcome: "failure" as const,
  failure: { code, message: "x" },
});

const after = (retries: number, crashes = 0) => ({ retries, crashes });

test.each([
  ["success", { status: "succeeded", reason: null }],
  ["warning", { status: "warning", reason: null }],
  ["cancelled", { status: "cancelled", reason: "Stopped." }],
  ["failure", { status: "failed", reason: null }],
] as const)("%s is an end, whoever asked for the attempt", (outcome, end) => {
  expect(afterAttempt({ outcome }, after(0), Math.random)).toEqual(end);
  expect(leftToUpstream({ outcome })).toEqual(end);
});

test("what another orchestrator asked for is left to it where it did not come to an end", () => {
  const end = {
    status: "failed",
    reason: expect.stringMatching(/^Was interrupted; the orchestrator decides/),
  };

  expect(leftToUpstream({ outcome: "interrupted" })).toEqual(end);
  expect(leftToUpstream({ outcome: "lost" })).toEqual(end);
});

test("a lost run is tried again as often as one that failed", () => {
  const lost = (retries: number, random: number) =>
    afterAttempt({ outcome: "lost" }, after(retries), () => random);

  expect(lost(1, 0)).toEqual({
    status: "queued",
    waitMs: 135_000,
    counts: true,
    reason: "The machine lost track of this run; tried again in about 2 min.",
  });
  expect(lost(0, 0.999)).toMatchObject({ waitMs: 74_970, reason: expect.stringMatching(/about 1 min\.$/) });
  expect(lost(0, -1.5)).toMatchObject({ waitMs: 0, reason: expect.stringMatching(/about 1 min\.$/) });
  expect(lost(MAX_RETRIES, 0)).toEqual({ status: "dead", reason: "Gave up after 6 attempts." });
});

test("a task that its agent died of three times is kept away from it", () => {
  const crashed = (crashes: number) =>
    afterAttempt({ outcome: "interrupted" }, after(0, crashes), Math.random);

  expect(crashed(1)).toEqual({
    status: "queued",
    waitMs: 5_000,
    counts: true,
    reason: "Was interrupted; goes on as soon as possible.",
  });
  expect(crashed(2)).toEqual({
    status: "dead",
    reason: expect.stringMatching(/^quarantined: .* ended 3 times during this task\. Read the log/),
  });
});

test("only an interruption that nobody ordered is a crash", () => {
  expect(isCrash({ outcome: "interrupted" })).toBe(true);
  expect(isCrash({ outcome: "interrupted", interruptedBy: "crash" })).toBe(true);
  expect(isCrash({ outcome: "interrupted", interruptedBy: "sleep" })).toBe(false);
  expect(isCrash(failure("wrong-password"))).toBe(false);
});

test("a wrong password is not tried again", () => {
  expect(afterAttempt(failure("wrong-password"), after(0), Math.random).status).toBe("failed");
});

test("an unreachable repository is tried again, later each time, and at last given up", () => {
  const waits = [0, 1, 2, 3, 4].map((retries) => {
    const next = afterAttempt(failure("repository-unreachable"), after(retries), () => 0.5);
    return next.status === "queued" ? next.waitMs : 0;
  });
  const { reason } = afterAttempt(failure("repository-unreachable"), after(1), () => 0.5);

  expect(waits).toEqual([60_000, 180_000, 540_000, 1_620_000, 3_600_000]);
  expect(reason).toBe("Did not work this time; tried again in about 3 min.");
  expect(afterAttempt(failure("repository-unreachable"), after(MAX_RETRIES), () => 0.5).status).toBe("dead");
});

test("an orderly stop counts for no limit, a crash does", () => {
  const interrupted = (interruptedBy: "shutdown" | "crash") =>
    afterAttempt({ outcome: "interrupted", interruptedBy }, after(MAX_RETRIES), Math.random).status;

  expect(interrupted("shutdown")).toBe("queued");
  expect(interrupted("crash")).toBe("dead");
});

test("a machine that woke up without its network is asked again in five minutes, however often", () => {
  const ended = {
    outcome: "interrupted" as const,
    interruptedBy: "sleep" as const,
    failure: { code: "repository-unreachable" as const, message: "x" },
  };

  expect(afterAttempt(ended, after(MAX_RETRIES), Math.random)).toMatchObject({
    status: "queued",
    waitMs: 300_000,
    counts: false,
    postponed: true,
    reason: expect.stringMatching(/woke up without its network; tried again in about 5 min/),
  });
  const slept = { outcome: "interrupted", interruptedBy: "sleep" } as const;
  const stopped = { ...ended, interruptedBy: "shutdown" } as const;
  const elsewhere = { ...slept, failure: { code: "stalled", message: "x" } } as const;
  for (const other of [slept, stopped, elsewhere])
    expect(afterAttempt(other, after(MAX_RETRIES), Math.random)).toMatchObject({
      waitMs: 5_000,
      counts: false,
    });
});
