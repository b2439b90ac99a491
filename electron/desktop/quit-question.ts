import { say } from "#contract/words/say";
import type { TrayInput } from "./tray-state.ts";
import { runningLine } from "./tray-words.ts";

/** What follows once everything is stopped: nothing, or the new version. */
export type Leaving = "quit" | "update";

export type QuitAnswer = "finish" | "stop" | "cancel";

export type QuitQuestion = {
  message: string;
  detail: string;
  /** In the order of the buttons. */
  answers: { answer: QuitAnswer; label: string }[];
};

/** What to ask before quitting; undefined where quitting ends nothing. */
export function quitQuestion(
  { core, known, quitsAfterRun }: TrayInput,
  leaving: Leaving,
): QuitQuestion | undefined {
  if (core.kind !== "running" || !core.isOwn) return undefined;
  const running = known?.status.running ?? [];
  const [first, second] = running;
  if (first === undefined) return undefined;
  const answers: QuitAnswer[] = quitsAfterRun ? ["stop", "cancel"] : ["finish", "stop", "cancel"];
  return {
    message:
      second === undefined
        ? `${runningLine(first)}.`
        : say("{count} runs are active.", { count: running.length }),
    detail: say(
      "Stopping keeps what is saved so far, and the work goes on at the next start. While Holdfast is not running, nothing on this computer is backed up.",
    ),
    answers: answers.map((answer) => ({ answer, label: labels(quitsAfterRun)[leaving][answer] })),
  };
}

function labels(quitsAfterRun: boolean): Record<Leaving, Record<QuitAnswer, string>> {
  const cancel = quitsAfterRun ? say("Do not quit") : say("Cancel");
  return {
    quit: { finish: say("Finish, then quit"), stop: say("Stop and quit"), cancel },
    update: { finish: say("Finish, then restart"), stop: say("Stop and restart"), cancel },
  };
}

/** Whether a quit that waits for the active run may go on: it is over, or the core that ran it is gone. */
export function mayQuitNow(input: TrayInput): boolean {
  if (input.core.kind !== "running") return true;
  return input.known !== undefined && input.known.status.running.length === 0;
}
