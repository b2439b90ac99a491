import {
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  replaceWithNoncontingentExpression,
} from "kysely";
import pg from "pg";
import type { Schema } from "../tables.ts";

/** A session that is not answered for so long has ended: for the server, and for us. */
export const SILENCE_MS = 30_000;

/** How every session is opened. The address holds a password: it is in no log and in no error. */
export function sessionOptions(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: "holdfast",
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser },
  };
}

/** As SQLite gives them: numbers for whole numbers and sums, and 0 or 1 for what is true or not. */
const PARSERS = new Map<number, (value: string) => unknown>([
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.NUMERIC, Number],
  [pg.types.builtins.BOOL, (value) => (value === "t" ? 1 : 0)],
]);

const getTypeParser = ((id: number, format: "text" | "binary") =>
  (format === "text" && PARSERS.get(id)) ||
  pg.types.getTypeParser(id, format)) as typeof pg.types.getTypeParser;

type Session = Pick<pg.ClientBase, "query">;

const MARKS = new Set(["savepoint one", "release one"]);

/**
 * The one session of the writer, as kysely takes it. Where a change begins and ends is told on the way to what follows, without a way of
 * its own: should the server refuse that, it refuses all that follows, and the commit.
 */
export function kyselyOnSession(session: Session): Kysely<Schema> {
  const ask = asking(session);
  const query = (text: string, parameters: readonly unknown[]) => {
    const answer = ask(text, parameters);
    if (!MARKS.has(text)) return answer;
    answer.catch(() => undefined);
    return Promise.resolve({ command: "SAVEPOINT", rowCount: 0, rows: [] });
  };
  const client = { query, release: () => undefined };
  return kyselyOn({ connect: async () => client, end: async () => undefined, options: {} });
}

export function kyselyOnPool(pool: pg.Pool): Kysely<Schema> {
  return kyselyOn({
    connect: async () => {
      const session = await pool.connect();
      return { query: asking(session), release: () => session.release() };
    },
    end: () => pool.end(),
    options: {},
  });
}

type Pool = ConstructorParameters<typeof PostgresDialect>[0]["pool"];

function kyselyOn(pool: unknown): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: pool as Pool }),
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
  });
}

const MOST_NAMED = 400;
const LONGEST_NAMED = 4_000;
const names = new Map<string, string>();

/** Each query with its parameters is planned once by its session. */
function asking(session: Session) {
  return (text: string, parameters: readonly unknown[]) => {
    const values = parameters.map(storable);
    const name = values.length === 0 || text.length > LONGEST_NAMED ? undefined : nameOf(text);
    return session.query(name === undefined ? { text, values } : { name, text, values });
  };
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMED) return known;
  const name = `holdfast_${names.size}`;
  names.set(text, name);
  return name;
}

/** PostgreSQL stores no zero byte in a text. */
function storable(value: unknown): unknown {
  return typeof value === "string" && value.includes("\0") ? value.replaceAll("\0", "\uFFFD") : value;
}
