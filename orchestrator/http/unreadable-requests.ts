import type { Socket } from "node:net";
import { type ProblemCode, problemKinds } from "#contract/problem";

/** What is no HTTP, too long or too slow reaches no route; it too gets a problem that can be read. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  if (socket.writable) socket.write(answerTo(error.code));
  socket.destroy();
}

function answerTo(reason: string | undefined): string {
  if (reason === "HPE_HEADER_OVERFLOW") return answer("too-large", "The headers are too long.");
  if (reason === "ERR_HTTP_REQUEST_TIMEOUT") {
    return answer("malformed-request", "The request did not arrive in time. Send it again.");
  }
  return answer("malformed-request", "This is not HTTP/1.1 as Holdfast speaks it.");
}

function answer(code: ProblemCode, detail: string): string {
  const { status, title } = problemKinds[code];
  const body = JSON.stringify({ type: `/problems/${code}`, title, status, detail, code });
  return [
    `HTTP/1.1 ${status} ${title}`,
    "content-type: application/problem+json",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
    "",
    body,
  ].join("\r\n");
}
