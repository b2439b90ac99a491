import { expect, test } from "vitest";
import { afterAttempt, MAX_RETRIES } from "./retry-rules.ts";

const failure = (code: "wrong-password" | "repository-unreachable") => ({
  outcome: "failure" as const,
  failure: { code, message: "x" },
});

const after = (retries: number, crashes = 0) => ({ retries, crashes });

test("a wrong password is not tried again", () => {
  expect(afterAttempt(failure("wrong-password"), after(0), Math.random).status).toBe("failed");
});

test("an unreachable repository is tried again, later each time, and at last given up", () => {
  const waits = [0, 1, 2, 3, 4].map((retries) => {
    const next = afterAttempt(failure("repository-unreachable"), after(retries), () => 0.5);
    return next.status === "queued" ? next.waitMs : 0;
  });

  expect(waits).toEqual([60_000, 180_000, 540_000, 1_620_000, 3_600_000]);
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
  });
});
