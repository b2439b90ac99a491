import type Sqlite from "better-sqlite3";
import type { Row } from "../db/tables.ts";

export type Books = {
  tasks: Row<"task">[];
  runs: Row<"run">[];
  slots: Row<"slot">[];
  chunks: Pick<Row<"log_chunk">, "run_id" | "seq" | "sha256">[];
  agents: Pick<Row<"agent">, "id" | "status" | "machine_id">[];
  assignments: Row<"assignment">[];
};

/** The rows as they are on the disk, past every line of the orchestrator's own reading. */
export function readBooks(database: Sqlite.Database): Books {
  const rows = (text: string) => database.prepare(text).all();
  return database.transaction(() => ({
    tasks: rows("select * from task order by id"),
    runs: rows("select * from run order by id"),
    slots: rows("select * from slot order by key"),
    chunks: rows("select run_id, seq, sha256 from log_chunk order by run_id, seq"),
    agents: rows("select id, status, machine_id from agent order by id"),
    assignments: rows("select * from assignment order by policy_id, agent_id"),
  }))() as Books;
}
