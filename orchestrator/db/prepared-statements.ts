import type Sqlite from "better-sqlite3";
import type { SqliteDatabase, SqliteStatement } from "kysely";

const MOST_KEPT = 400;
/** Long ones list many rows; each is a text of its own and hardly comes twice. */
const LONGEST_KEPT = 4_000;
const KEPT = /^\s*(select|insert|update|delete|with|begin|commit|savepoint|release|rollback)\b/i;

/** The connection as kysely takes it, with its statements compiled once: that is most of what a small query costs. */
export function withPreparedStatements(sqlite: Sqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();

  function prepare(query: string): SqliteStatement {
    return sqlite.prepare(query) as unknown as SqliteStatement;
  }

  return {
    prepare(query) {
      const known = kept.get(query);
      if (known !== undefined) {
        kept.delete(query);
        kept.set(query, known);
        return known;
      }
      const statement = prepare(query);
      if (query.length > LONGEST_KEPT || !KEPT.test(query)) return statement;
      kept.set(query, statement);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
    close: () => void sqlite.close(),
  };
}
