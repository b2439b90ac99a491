const USUAL_SECONDS = 25;
const [LEAST_SECONDS, MOST_SECONDS] = [5, 55];

/** How long a poll waits: what the orchestrator asks for, but never shorter than would make a storm, nor longer than is set on this machine. */
export function createPollWait(own: number | undefined) {
  let asked: number | undefined;
  return {
    ask(seconds: number | undefined): void {
      asked = seconds;
    },
    seconds: (): number =>
      asked === undefined
        ? (own ?? USUAL_SECONDS)
        : Math.min(own ?? MOST_SECONDS, MOST_SECONDS, Math.max(LEAST_SECONDS, asked)),
  };
}

export type PollWait = ReturnType<typeof createPollWait>;
