import { createCaller, ProblemError } from "#contract/call";
import { say } from "#contract/words/say";

/** No answer at all: the core is off, restarting, or the network between is cut. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super(say("Holdfast does not answer. Check that it is started, and that this device can reach it."), {
      cause,
    });
    this.name = "NoAnswer";
  }
}

export const call = createCaller({
  baseUrl: "",
  fetch: async (url, init) => {
    try {
      return await fetch(url, { ...init, credentials: "same-origin" });
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      throw new NoAnswer(error);
    }
  },
});

export function hasStatus(error: unknown, status: number): error is ProblemError {
  return error instanceof ProblemError && error.problem.status === status;
}
