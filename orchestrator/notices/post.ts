/** What went wrong on the way, in words that hold no secret: they are shown, stored and logged. */
export class DeliveryProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DeliveryProblem";
  }
}

type Request = {
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
};

const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 3;
const MOST_BODY_BYTES = 64 * 1024;

/** Sends a web request that ends within ten seconds, follows redirects on the same host only and takes any 2xx for a yes. */
export async function post(address: string, request: Request, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  let url = new URL(address);
  for (let redirects = 0; ; redirects += 1) {
    const answer = await ask(url, request, limit);
    await discard(answer, limit);
    const next = answer.headers.get("location");
    if (answer.status < 300 || answer.status > 399 || next === null) return assertTaken(answer.status, url);
    url = sameHost(url, next, redirects);
  }
}

async function ask(
  url: URL,
  { method = "POST", headers, body }: Request,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      headers: { "user-agent": "Holdfast", ...headers },
      redirect: "manual",
      signal,
      ...(body !== undefined && { body }),
    });
  } catch (error) {
    throw new DeliveryProblem(wordsFor(error, url.host));
  }
}

/** The answer is of no interest; a small one is read so that the connection ends well, a large one is cut. */
async function discard(answer: Response, signal: AbortSignal): Promise<void> {
  let bytes = 0;
  try {
    for await (const part of answer.body ?? []) {
      bytes += part.byteLength;
      if (bytes > MOST_BODY_BYTES) break;
    }
  } catch {
    // The status has been told already; only a stop must not pass for a yes.
    if (signal.aborted) throw new DeliveryProblem("The server began an answer and did not end it in time.");
  }
}

function assertTaken(status: number, url: URL): void {
  if (status >= 200 && status < 300) return;
  throw new DeliveryProblem(statusWords(url.host, status));
}

function statusWords(host: string, status: number): string {
  if (status === 401 || status === 403)
    return `${host} answered with status ${status}: it does not accept the token or address.`;
  if (status === 404 || status === 410)
    return `${host} answered with status ${status}: the address does not exist any more.`;
  if (status === 429)
    return `${host} answered with status ${status}: it takes no more messages at the moment.`;
  if (status >= 500) return `${host} answered with status ${status}: it has a problem of its own.`;
  return `${host} answered with status ${status}.`;
}

function sameHost(from: URL, location: string, redirects: number): URL {
  const to = URL.parse(location, from.href);
  const isSame = to?.host === from.host && (to.protocol === from.protocol || to.protocol === "https:");
  if (to === null || !isSame) {
    throw new DeliveryProblem(`${from.host} sends on to another server; enter the final address instead.`);
  }
  if (redirects >= MOST_REDIRECTS) throw new DeliveryProblem(`${from.host} redirects without an end.`);
  return to;
}

const unreachable = (host: string) => `${host} cannot be reached from here.`;
const unvouched = (host: string) => `${host} has a certificate that nobody vouches for.`;
const codes: Record<string, (host: string) => string> = {
  ECONNREFUSED: (host) => `${host} refused the connection.`,
  ENOTFOUND: (host) => `${host} was not found: check the name.`,
  EAI_AGAIN: (host) => `${host} was not found at the moment: check the name and the network.`,
  ECONNRESET: (host) => `${host} cut the connection.`,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: (host) => `${host} did not answer in time.`,
  CERT_HAS_EXPIRED: (host) => `${host} has a certificate that has expired.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: unvouched,
  SELF_SIGNED_CERT_IN_CHAIN: unvouched,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unvouched,
};

/** The messages of fetch and sockets can quote an address, so only their codes are used. */
export function wordsFor(error: unknown, host: string): string {
  if (error instanceof DOMException) return `${host} did not answer in time.`;
  const code = codeOf(error) ?? codeOf(error instanceof Error ? error.cause : undefined);
  if (code === undefined) return `${host} could not be asked.`;
  return codes[code]?.(host) ?? `${host} could not be asked (${code}).`;
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
