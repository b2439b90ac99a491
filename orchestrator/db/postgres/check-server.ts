import type pg from "pg";
import { DomainError } from "../../http/errors.ts";

/** The first with a time limit for sessions that say nothing. */
const OLDEST = 14;

export async function checkServer(session: pg.Client): Promise<void> {
  const { rows } = await session.query(
    `select current_setting('server_version_num')::integer / 10000 as version, current_setting('server_encoding') as encoding,
       pg_is_in_recovery() as is_copy`,
  );
  const { version, encoding, is_copy } = rows[0];
  if (version < OLDEST)
    throw new DomainError(
      "wrong-state",
      `The database server is PostgreSQL ${version}; Holdfast needs ${OLDEST} or newer. Nothing was changed.`,
    );
  if (encoding !== "UTF8")
    throw new DomainError(
      "wrong-state",
      `The database is encoded in ${encoding}, which cannot hold every file name. Create it with UTF8. Nothing was changed.`,
    );
  if (is_copy === 1)
    throw new DomainError(
      "wrong-state",
      "The database server is a read-only copy of another one. Name the one that is written to.",
    );
}

/** Codes of the server, and those of the network: all that may be better in a moment. */
const UNREACHABLE =
  /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOENT|57P0[1-4]|53300|08\w{3})$/;

export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isUnreachable);
  if ("code" in error && typeof error.code === "string") return UNREACHABLE.test(error.code);
  // The driver has no codes of its own.
  return /connection terminated|timeout expired/i.test(error.message);
}

const REFUSALS: Record<string, string> = {
  "28P01": "The database server does not accept the user or the password of HOLDFAST_DATABASE_URL.",
  "28000": "The database server does not let this user in from here (see its pg_hba.conf).",
  "3D000": "There is no such database on the server. Create it, as docs/scaling.md says.",
  "42501": "The user of HOLDFAST_DATABASE_URL may not create tables in this database. Make it the owner.",
};

/** What the server refuses for good, as a sentence; anything else as it is. */
export function asSentence(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const sentence = REFUSALS[code];
  return sentence === undefined
    ? error
    : new DomainError("wrong-state", `${sentence} Nothing was started.`, { cause: error });
}
