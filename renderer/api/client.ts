import { createCaller, ProblemError, problemFrom } from "#contract/call";
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

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new NoAnswer(error);
  }
}

export const call = createCaller({ baseUrl: "", fetch: ask });

/** An answer that is no JSON. */
export async function readText(path: string): Promise<string> {
  const answer = await ask(path, { method: "GET" });
  const text = await answer.text();
  if (!answer.ok) throw problemFrom(answer, text);
  return text;
}

/** The JSON values of an answer that comes line by line, each as soon as it is there. */
export async function* readLines(
  path: string,
  { body, signal }: { body: unknown; signal: AbortSignal },
): AsyncGenerator<unknown> {
  const headers = { "content-type": "application/json" };
  const answer = await ask(path, { method: "POST", headers, body: JSON.stringify(body), signal });
  if (!answer.ok) throw problemFrom(answer, await answer.text());
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") yield JSON.parse(line);
  }
}

export function hasStatus(error: unknown, status: number): error is ProblemError {
  return error instanceof ProblemError && error.problem.status === status;
}
