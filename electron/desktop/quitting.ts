import {
  type Leaving,
  mayQuitNow,
  type QuitAnswer,
  type QuitQuestion,
  quitQuestion,
} from "./quit-question.ts";
import type { TrayInput } from "./tray-state.ts";

type Deps = {
  input: () => TrayInput;
  setQuitsAfterRun: (value: boolean) => void;
  show: (question: QuitQuestion) => Promise<QuitAnswer>;
  /** Stops the core where it is ours, then leaves. */
  leave: (leaving: Leaving) => Promise<void>;
};

export type Quitting = {
  ask(leaving: Leaving): Promise<void>;
  /** Looks again whether a quit that waits for a run may go on. */
  look(): void;
  /** The system shuts down: nobody is there to answer. */
  now(): void;
  isLeaving(): boolean;
};

export function createQuitting({ input, setQuitsAfterRun, show, leave }: Deps): Quitting {
  let isLeaving = false;
  let isAsking = false;
  let waiting: Leaving = "quit";

  /** Whatever comes next closes windows and quits, and neither may be held back any more. */
  function go(leaving: Leaving): void {
    if (isLeaving) return;
    isLeaving = true;
    void leave(leaving);
  }

  async function ask(leaving: Leaving): Promise<void> {
    if (isLeaving || isAsking) return;
    const question = quitQuestion(input(), leaving);
    if (question === undefined) return go(leaving);
    isAsking = true;
    const answer = await show(question).finally(() => {
      isAsking = false;
    });
    if (answer === "stop") return go(leaving);
    waiting = leaving;
    setQuitsAfterRun(answer === "finish");
  }

  return {
    ask,
    now: () => go("quit"),
    isLeaving: () => isLeaving,
    look() {
      if (input().quitsAfterRun && mayQuitNow(input())) go(waiting);
    },
  };
}
