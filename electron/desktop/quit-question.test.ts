import { expect, test } from "vitest";
import { mayQuitNow, quitQuestion } from "./quit-question.ts";
import { aRun, aStatus } from "./testing/sample-status.ts";
import type { TrayInput } from "./tray-state.ts";

const own = { kind: "running", isOwn: true, url: "http://127.0.0.1:1", token: "x" } as const;

function input(running = [aRun()], changes: Partial<TrayInput> = {}): TrayInput {
  const known = { status: aStatus({ running }), policies: [], appVersion: "1", notices: [] };
  return { core: own, known, quitsAfterRun: false, ...changes };
}

test("at rest nothing is asked", () => {
  expect(quitQuestion(input([]), "quit")).toBeUndefined();
});

test("quitting during a run offers to finish, to stop and to stay", () => {
  const question = quitQuestion(input(), "quit");

  expect(question?.message).toBe("Backing up Documents.");
  expect(question?.answers).toEqual([
    { answer: "finish", label: "Finish, then quit" },
    { answer: "stop", label: "Stop and quit" },
    { answer: "cancel", label: "Cancel" },
  ]);
});

test("before an update the same is asked, in words that tell that Holdfast comes back", () => {
  expect(quitQuestion(input(), "update")?.answers.map(({ label }) => label)).toEqual([
    "Finish, then restart",
    "Stop and restart",
    "Cancel",
  ]);
});

test("several runs are counted", () => {
  expect(quitQuestion(input([aRun(), aRun()]), "quit")?.message).toBe("2 runs are active.");
});

test("a core that goes on without the app needs no question", () => {
  expect(quitQuestion(input([aRun()], { core: { ...own, isOwn: false } }), "quit")).toBeUndefined();
});

test("who waits for the run already may stop it or take the quit back", () => {
  expect(
    quitQuestion(input([aRun()], { quitsAfterRun: true }), "quit")?.answers.map(({ label }) => label),
  ).toEqual(["Stop and quit", "Do not quit"]);
});

test("a waiting quit goes on when the run is over or its core is gone, not while it is only unheard of", () => {
  expect(mayQuitNow(input())).toBe(false);
  expect(mayQuitNow(input([]))).toBe(true);
  expect(mayQuitNow(input([aRun()], { core: { kind: "down", reason: "x", retryAt: 0 } }))).toBe(true);
  expect(mayQuitNow(input([aRun()], { known: undefined }))).toBe(false);
});
