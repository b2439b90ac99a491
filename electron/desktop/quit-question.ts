import { say } from "#contract/words/say";
import { assertNever } from "./assert-never.ts";
import type { TrayInput } from "./tray-state.ts";
import { runningLine } from "./tray-words.ts";

export type QuitAnswer = "finish" | "stop" | "cancel";

export type QuitQuestion = {
  message: string;
  detail: string;
  /** In the order of the buttons. */
  answers: { answer: QuitAnswer; label: string }[];
};

/** What to ask before quitting; undefined where quitting ends nothing. */
export function quitQuestion({ core, known, quitsAfterRun }: TrayInput): QuitQuestion | undefined {
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
    answers: answers.map((answer) => ({ answer, label: labelOf(answer, quitsAfterRun) })),
  };
}

function labelOf(answer: QuitAnswer, quitsAfterRun: boolean): string {
  switch (answer) {
    case "finish":
      return say("Finish, then quit");
    case "stop":
      return say("Stop and quit");
    case "cancel":
      return quitsAfterRun ? say("Do not quit") : say("Cancel");
    default:
      return assertNever(answer);
  }
}

/** Whether a quit that waits for the active run may go on: it is over, or the core that ran it is gone. */
export function mayQuitNow(input: TrayInput): boolean {
  if (input.core.kind !== "running") return true;
  return input.known !== undefined && input.known.status.running.length === 0;
}
