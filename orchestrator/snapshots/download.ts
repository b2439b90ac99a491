import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { answerError, type Question } from "#contract/questions";
import type { DomainError } from "../http/errors.ts";
import { refusalOf } from "../questions/ask-lines.ts";
import { type Asked, brokenOff, type QuestionDesk } from "../questions/desk.ts";

/** What every zip begins with; an answer that begins otherwise is a refusal in words. */
const ZIP = Buffer.from("PK");

/** The bytes of a zip as a machine makes them; whoever destroys the stream stops the machine. */
export async function openDownload(desk: QuestionDesk, asked: Omit<Asked, "kind">): Promise<Readable> {
  const answer = await desk.ask({ ...asked, kind: "dump" satisfies Question["kind"] });
  const first: Buffer | null = answer.read();
  if (first === null) throw brokenOff();
  answer.unshift(first);
  if (first.subarray(0, ZIP.length).equals(ZIP.subarray(0, first.length))) return answer;
  throw await refusedIn(answer);
}

async function refusedIn(answer: Readable): Promise<DomainError> {
  try {
    return refusalOf(answerError.parse(JSON.parse(await text(answer))));
  } catch (error) {
    return brokenOff(error);
  }
}

/** The name under which a browser saves it. */
export function dispositionOf(paths: readonly string[], snapshotId: string): string {
  const [only, ...more] = paths;
  const last = only?.split("/").at(-1) ?? "";
  const name = more.length > 0 || last === "" ? `snapshot-${snapshotId.slice(0, 8)}` : last;
  const plain = name.replace(/[^\w .()-]/g, "_");
  return `attachment; filename="${plain}.zip"; filename*=UTF-8''${encode(`${name}.zip`)}`;
}

const encode = (name: string) =>
  encodeURIComponent(name.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, "_")).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
