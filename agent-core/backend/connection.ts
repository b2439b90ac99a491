import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Server } from "./server-of.ts";

/** The code of what went wrong; undefined when it went well. */
export type Problem = string | undefined;
type Connection = { destroy(): unknown };

export function problemOfConnecting({ host, port }: Server, patienceMs: number): Promise<Problem> {
  return problemOf(patienceMs, (done) => connect({ host, port }, () => done()).on("error", done));
}

export function problemOfHandshake({ host, port, ca }: Server, patienceMs: number): Promise<Problem> {
  const servername = /^[\d.]+$|:/.test(host) ? undefined : host;
  return problemOf(patienceMs, (done) =>
    connectTls({ host, port, ...(ca && { ca }), ...(servername && { servername }) }, () => done()).on(
      "error",
      done,
    ),
  );
}

export type Request = {
  url: URL;
  method: string;
  headers?: Record<string, string>;
  ca?: string | undefined;
  /** Asks whether anybody is there at all; nothing secret may be sent with it. */
  trustsAnybody?: boolean;
  /** Of a longer body only so many characters are kept. */
  mostBody?: number;
};
export type Answer = { status: number; body: string };

const MOST_BODY = 16_000;

/** One request, never waited for longer than the patience given. */
export async function ask(
  { url, method, headers = {}, ca, trustsAnybody = false, mostBody = MOST_BODY }: Request,
  patienceMs: number,
): Promise<Answer | { problem: string }> {
  const answer: Answer = { status: 0, body: "" };
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const trust = { ...(ca !== undefined && { ca }), ...(trustsAnybody && { rejectUnauthorized: false }) };
  const problem = await problemOf(patienceMs, (done) => {
    const asked = request(url, { method, headers, ...trust, agent: false }, (reply) => {
      answer.status = reply.statusCode ?? 0;
      reply.setEncoding("utf8");
      reply.on("data", (text: string) => {
        if (answer.body.length < mostBody) answer.body += text;
      });
      reply.on("end", () => done()).on("error", done);
    });
    asked.end();
    return asked.on("error", done);
  });
  return problem === undefined ? answer : { problem };
}

/** Whether an ssh server greets: one that only accepts the connection may hang for ever. */
export function problemOfGreeting({ host, port }: Server, patienceMs: number): Promise<Problem> {
  return problemOf(patienceMs, (done) => {
    const socket = connect({ host, port });
    socket.once("data", (bytes) =>
      done(
        bytes.toString("latin1").startsWith("SSH-")
          ? undefined
          : new Error("what answers there is no ssh server"),
      ),
    );
    socket.once("end", () => done(new Error("the connection was closed without a word")));
    return socket.on("error", done);
  });
}

async function problemOf(
  patienceMs: number,
  start: (done: (error?: Error) => void) => Connection,
): Promise<Problem> {
  const { promise, resolve } = Promise.withResolvers<Problem>();
  const timer = setTimeout(resolve, patienceMs, "no answer in time");
  const connection = start((error) =>
    resolve(error && ((error as NodeJS.ErrnoException).code ?? error.message)),
  );
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    connection.destroy();
  }
}
