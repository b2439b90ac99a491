import { problem, problemCode, problemKinds } from "#contract/problem";
import type { Operation } from "./operations.ts";
import type { Answer } from "./send.ts";

/** Not a fault of the server's: the machine that was asked is away or says no. */
const ALLOWED_5XX = new Set([
  "machine-did-not-answer",
  "machine-refused",
  "no-agent-for-repository",
  "starting-or-stopping",
]);

const INTERNALS =
  /\bat [\w.<>]+ \(|node:internal|node_modules|\.ts:\d+|SQLITE_|SqliteError|ZodError|(Type|Range|Reference|Syntax)Error|\bFST_ERR|insert into "|select "|update "/;

const LONGEST_ANSWER = 4 * 1024 * 1024;

/** What is wrong with an answer; a sentence each. */
export function faultsOf(operation: Operation, answer: Answer): string[] {
  const { status, text, type } = answer;
  return [
    ...(text.length > LONGEST_ANSWER ? [`${text.length} characters are too much of an answer`] : []),
    ...(status >= 400 && INTERNALS.test(text) ? ["the answer shows internals"] : []),
    ...(status < 400 ? wrongSuccess(operation, answer) : wrongRefusal(status, type, text)),
  ];
}

function wrongRefusal(status: number, type: string, text: string): string[] {
  if (!type.startsWith("application/problem+json")) return [`a refusal comes as ${type}`];
  const read = problem.safeParse(toJson(text));
  if (!read.success) return [`the refusal is no problem: ${read.error.message}`];
  const code = problemCode.safeParse(read.data.code);
  if (!code.success) return [`${read.data.code} is not in the list of reasons`];
  return [
    ...(read.data.status === status && problemKinds[code.data].status === status
      ? []
      : [`${code.data} was sent with ${status}`]),
    ...(status >= 500 && !ALLOWED_5XX.has(code.data) ? [`the server failed with ${code.data}`] : []),
  ];
}

function wrongSuccess({ reply }: Operation, { status, type, text }: Answer): string[] {
  if (status === 204 || status === 304) return text === "" ? [] : [`${status} has a body`];
  if (reply === undefined || type.startsWith("text/event-stream")) return [];
  if (!type.startsWith("application/json")) return [`a success comes as ${type}`];
  const read = reply.safeParse(toJson(text));
  return read.success ? [] : [`the reply does not fit its own schema: ${read.error.message}`];
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
