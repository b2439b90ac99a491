import { DomainError } from "../http/errors.ts";
import type { Write } from "./database.ts";

/** Why nothing can be written at the moment, for people. */
export type WriteTrouble = { sentence: string };

const FULL: WriteTrouble = {
  sentence: "Holdfast can save nothing, because the disk of its data folder is full.",
};
const UNWRITABLE: WriteTrouble = {
  sentence: "Holdfast can save nothing, because its database cannot be written.",
};
/** By the codes of SQLite and of PostgreSQL. */
const TROUBLES: readonly [RegExp, WriteTrouble][] = [
  [/^(SQLITE_FULL|53100)$/, FULL],
  [/^SQLITE_(IOERR|READONLY|CANTOPEN)/, UNWRITABLE],
];

/** Remembers whether the last write failed for want of a disk, until one goes well: nothing that rests on the database can tell of it. */
export function watchTrouble(write: Write): { write: Write; trouble: () => WriteTrouble | undefined } {
  let trouble: WriteTrouble | undefined;
  return {
    async write(change) {
      try {
        const value = await write(change);
        trouble = undefined;
        return value;
      } catch (error) {
        const found = troubleIn(error);
        if (found === undefined) throw error;
        trouble = found;
        throw new DomainError(
          "internal",
          `${found.sentence} Make room or mend the disk; it goes on by itself then.`,
          { cause: error },
        );
      }
    },
    trouble: () => trouble,
  };
}

function troubleIn(error: unknown): WriteTrouble | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const code = String(error.code);
  return TROUBLES.find(([pattern]) => pattern.test(code))?.[1];
}
