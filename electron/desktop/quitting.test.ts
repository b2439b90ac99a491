import { expect, test } from "vitest";
import type { Leaving, QuitAnswer } from "./quit-question.ts";
import { createQuitting } from "./quitting.ts";
import { aRun, aStatus } from "./testing/sample-status.ts";
import type { TrayInput } from "./tray-state.ts";

/** An app whose core has runs, and a person who always answers the same. */
function setUp({
  running = [aRun()],
  answer = "stop",
}: {
  running?: ReturnType<typeof aRun>[];
  answer?: QuitAnswer;
}) {
  const known = { status: aStatus({ running }), policies: [], appVersion: "1", notices: [] };
  const core = { kind: "running", isOwn: true, url: "http://127.0.0.1:1", token: "x" } as const;
  let input: TrayInput = { core, known, quitsAfterRun: false };
  const asked: string[] = [];
  const left: { leaving: Leaving; isHeldBack: boolean }[] = [];
  const quitting = createQuitting({
    input: () => input,
    setQuitsAfterRun: (quitsAfterRun) => {
      input = { ...input, quitsAfterRun };
    },
    async show({ answers }) {
      asked.push(...answers.map(({ label }) => label));
      return answer;
    },
    async leave(leaving) {
      left.push({ leaving, isHeldBack: !quitting.isLeaving() });
    },
  });
  const endRuns = () => {
    input = { ...input, known: { ...known, status: aStatus() } };
    quitting.look();
  };
  return { quitting, asked, left, endRuns, waits: () => input.quitsAfterRun };
}

test("an update at rest asks nobody, and holds back neither the windows nor the quit that follow", async () => {
  const { quitting, asked, left } = setUp({ running: [] });

  await quitting.ask("update");

  expect(asked).toEqual([]);
  expect(left).toEqual([{ leaving: "update", isHeldBack: false }]);
});

test("an update during a run is asked about before anything is stopped", async () => {
  const { quitting, asked, left } = setUp({ answer: "cancel" });

  await quitting.ask("update");

  expect(asked).toContain("Finish, then restart");
  expect(left).toEqual([]);
  expect(quitting.isLeaving()).toBe(false);
});

test("an update that waits for a run is made once that is over", async () => {
  const { quitting, left, endRuns, waits } = setUp({ answer: "finish" });
  await quitting.ask("update");
  expect(waits()).toBe(true);
  expect(left).toEqual([]);

  endRuns();

  expect(left).toEqual([{ leaving: "update", isHeldBack: false }]);
});

test("whoever is told to stop the run leaves at once for what was asked, and only once", async () => {
  const { quitting, left } = setUp({ answer: "stop" });

  await quitting.ask("update");
  await quitting.ask("quit");
  quitting.now();

  expect(left.map(({ leaving }) => leaving)).toEqual(["update"]);
});

test("a system that shuts down is not kept waiting by an update that was to come after a run", async () => {
  const { quitting, left } = setUp({ answer: "finish" });
  await quitting.ask("update");

  quitting.now();

  expect(left.map(({ leaving }) => leaving)).toEqual(["quit"]);
});
