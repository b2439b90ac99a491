import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely } from "kysely";
import { createGroupCommit } from "../../../orchestrator/db/group-commit.ts";
import { migrate } from "../../../orchestrator/db/migrate.ts";
import { withPreparedStatements } from "../../../orchestrator/db/prepared-statements.ts";
import { sqliteDialect } from "../../../orchestrator/db/sqlite-dialect.ts";
import type { Schema } from "../../../orchestrator/db/tables.ts";
import { alternate, type Row } from "../measure.ts";

const AT_ONCE = 64;

/** By the clock, for most of what a durable write costs is waiting for the disk. */
export const durableWriteRow: Row = {
  name: "durable-write",
  async run({ quick, folder }) {
    const full = await openWriter(join(folder, "full.db"), "FULL");
    const off = await openWriter(join(folder, "off.db"), "OFF");
    const [rounds, writes] = quick ? [5, 640] : [9, 3_200];
    const grouped = () => full.timed(writes, AT_ONCE);
    const undurable = await alternate(rounds, () => off.timed(writes / 10, 1), grouped);
    const oneByOne = await alternate(rounds, () => full.timed(writes / 10, 1), grouped);
    const groupedUndurable = await alternate(rounds, () => off.timed(writes, AT_ONCE), grouped);
    await Promise.all([full.close(), off.close()]);
    const what = "durable write by group commit, rate by the clock";
    return [
      { what, against: "OFF, one by one", target: { atLeast: 1 }, pairs: undurable, share: "rate" },
      { what, against: "FULL, one by one", target: { atLeast: 5 }, pairs: oneByOne, share: "rate" },
      // What the wait for the disk costs: it cannot be nothing.
      { what, against: "OFF, by group commit", target: {}, pairs: groupedUndurable, share: "rate" },
    ];
  },
};

async function openWriter(file: string, synchronous: "FULL" | "OFF") {
  const sqlite = new Sqlite(file);
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma(`synchronous = ${synchronous}`);
  const db = new Kysely<Schema>({ dialect: sqliteDialect({ database: withPreparedStatements(sqlite) }) });
  await migrate(db);
  sqlite.exec("create table beat (id integer primary key, seen integer)");
  sqlite.exec(`
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
    insert into beat select i, 0 from n
  `);
  const groupCommit = createGroupCommit(db);
  const update = sqlite.prepare("update beat set seen = seen + 1 where id = ?");
  return {
    /** Milliseconds for one write. */
    async timed(writes: number, atOnce: number): Promise<number> {
      const begun = performance.now();
      for (let done = 0; done < writes; done += atOnce) {
        await Promise.all(
          Array.from({ length: atOnce }, (_, n) =>
            groupCommit.write(async () => update.run(1 + ((done + n) % 1_000))),
          ),
        );
      }
      return (performance.now() - begun) / writes;
    },
    close: () => db.destroy(),
  };
}
