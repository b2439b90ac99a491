import type { ClientRequest, IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * Sends the body of a request and reads its answer; one that comes early ends the sending. Half of what a `fetch` costs; the signal is
 * listened to here, for Node would watch three streams for it.
 */
export async function exchange(
  asked: ClientRequest,
  body: string | AsyncIterable<Uint8Array> | undefined,
  signal?: Pick<AbortSignal, "aborted" | "reason" | "addEventListener" | "removeEventListener">,
) {
  const end = () => asked.destroy(signal?.reason);
  const answered = answerTo(asked);
  if (signal?.aborted === true) end();
  signal?.addEventListener("abort", end);
  try {
    await Promise.race([send(asked, body), answered]);
    return await toAnswer(await answered);
  } finally {
    signal?.removeEventListener("abort", end);
  }
}

function answerTo(asked: ClientRequest): Promise<IncomingMessage> {
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    asked.once("response", resolve).on("error", reject);
  });
  // Whoever waits for it comes a moment later.
  answered.catch(() => undefined);
  return answered;
}

async function send(
  asked: ClientRequest,
  body: string | AsyncIterable<Uint8Array> | undefined,
): Promise<void> {
  if (body === undefined || typeof body === "string") asked.end(body);
  else await pipeline(Readable.from(body), asked);
}

async function toAnswer(answer: IncomingMessage) {
  const status = answer.statusCode ?? 0;
  const whole = await textOf(answer);
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: { get: (name: string) => headerText(answer.headers[name.toLowerCase()]) },
    text: async () => whole,
  };
}

/** By events: to iterate over a stream, which is what `node:stream/consumers` does, costs many times the reading of a short answer. */
function textOf(answer: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let whole = "";
    answer.setEncoding("utf8");
    answer.on("data", (part: string) => {
      whole += part;
    });
    answer.once("end", () => resolve(whole)).once("error", reject);
  });
}

function headerText(value: string | string[] | undefined): string | null {
  if (value === undefined) return null;
  return Array.isArray(value) ? value.join(", ") : value;
}
