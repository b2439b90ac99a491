import { createInterface } from "node:readline";
import type * as z from "zod";
import { answerError } from "#contract/questions";
import { DomainError } from "../http/errors.ts";
import { type Asked, brokenOff, type QuestionDesk } from "./desk.ts";

/** Asks and yields the lines of the answer, each checked. Leaving the loop early stops the machine. */
export async function* askLines<Line extends z.ZodType>(
  desk: QuestionDesk,
  asked: Asked,
  line: Line,
): AsyncGenerator<z.output<Line>> {
  const answer = await desk.ask(asked);
  try {
    for await (const text of createInterface({ input: answer, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (text.trim() !== "") yield readLine(text, line);
    }
    if (answer.errored !== null) throw answer.errored;
  } catch (error) {
    throw error instanceof DomainError ? error : brokenOff(error);
  } finally {
    answer.destroy();
  }
}

/** Where a machine says that something is not there, whoever asked named what does not exist. */
export function refusalOf({ error: { code, message } }: z.output<typeof answerError>): DomainError {
  return new DomainError(code === "not-found" ? "not-found" : "machine-refused", message);
}

function readLine<Line extends z.ZodType>(text: string, line: Line): z.output<Line> {
  const value = toJson(text);
  const refused = hasError(value) ? answerError.safeParse(value) : undefined;
  if (refused?.success === true) throw refusalOf(refused.data);
  const read = line.safeParse(value);
  if (!read.success) throw unreadable(read.error);
  return read.data;
}

const hasError = (value: unknown) => typeof value === "object" && value !== null && "error" in value;

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(cause: unknown): DomainError {
  return new DomainError(
    "machine-refused",
    "The machine sent an answer that Holdfast does not understand. Bring both to the same version, then try again.",
    { cause },
  );
}
