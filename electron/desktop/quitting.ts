import { dialog } from "electron";
import { mayQuitNow, type QuitAnswer, type QuitQuestion, quitQuestion } from "./quit-question.ts";
import type { TrayInput } from "./tray-state.ts";

type Deps = {
  input: () => TrayInput;
  setQuitsAfterRun: (value: boolean) => void;
  /** Stops the core where it is ours, then leaves. */
  leave: () => Promise<void>;
};

export type Quitting = {
  ask(): Promise<void>;
  /** Looks again whether a quit that waits for a run may go on. */
  look(): void;
  /** The system shuts down: nobody is there to answer. */
  now(): void;
  isLeaving(): boolean;
};

export function createQuitting({ input, setQuitsAfterRun, leave }: Deps): Quitting {
  let isLeaving = false;
  let isAsking = false;

  function now(): void {
    if (isLeaving) return;
    isLeaving = true;
    void leave();
  }

  async function ask(): Promise<void> {
    if (isLeaving || isAsking) return;
    const question = quitQuestion(input());
    if (question === undefined) return now();
    isAsking = true;
    const answer = await show(question).finally(() => {
      isAsking = false;
    });
    if (answer === "stop") return now();
    setQuitsAfterRun(answer === "finish");
  }

  return {
    ask,
    now,
    isLeaving: () => isLeaving,
    look() {
      if (input().quitsAfterRun && mayQuitNow(input())) now();
    },
  };
}

async function show({ message, detail, answers }: QuitQuestion): Promise<QuitAnswer> {
  const { response } = await dialog.showMessageBox({
    type: "question",
    message,
    detail,
    buttons: answers.map(({ label }) => label),
    defaultId: 0,
    cancelId: answers.length - 1,
    noLink: true,
  });
  return answers[response]?.answer ?? "cancel";
}
