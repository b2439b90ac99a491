import { type Compilable, type CompiledQuery, type DialectAdapter, type RawBuilder, sql } from "kysely";
import type { Db } from "./database.ts";

/** A place for one of the values, which is whatever the query is asked with. */
export type Values<V> = { [K in keyof V]-?: RawBuilder<V[K]> };

class Slot {
  readonly name: PropertyKey;

  constructor(name: PropertyKey) {
    this.name = name;
  }
}

/**
 * A query that is the same each time but for its values: it is composed once for each connection that it goes through, which is most
 * of what a small one costs. What is left out or doubled depending on a value cannot be composed so.
 */
export function composeOnce<V extends object, R>(compose: (db: Db, values: Values<V>) => Compilable<R>) {
  const composed = new WeakMap<DialectAdapter, CompiledQuery<R>>();
  const slots = new Proxy({} as Values<V>, { get: (_, name) => sql`${new Slot(name)}` });

  function queryFor(db: Db): CompiledQuery<R> {
    const { adapter } = db.getExecutor();
    const known = composed.get(adapter);
    if (known !== undefined) return known;
    const query = compose(db, slots).compile();
    composed.set(adapter, query);
    return query;
  }

  return async (db: Db, values: V): Promise<R[]> => {
    const query = queryFor(db);
    const parameters = query.parameters.map((value) =>
      value instanceof Slot ? values[value.name as keyof V] : value,
    );
    return (await db.executeQuery<R>({ ...query, parameters })).rows;
  };
}
