import Sqlite from "better-sqlite3";
import type { Row } from "../db/tables.ts";

export type Books = {
  tasks: Row<"task">[];
  runs: Row<"run">[];
  slots: Row<"slot">[];
  chunks: Pick<Row<"log_chunk">, "run_id" | "seq" | "sha256">[];
  agents: Pick<Row<"agent">, "id" | "status" | "machine_id">[];
  assignments: Row<"assignment">[];
};

/** The rows as they are on the disk, past every line of the orchestrator's own reading. Read anew only after somebody has written. */
export function openBooks(file: string) {
  const database = new Sqlite(file, { readonly: true });
  const statements = Object.entries(queries).map(([name, text]) => [name, database.prepare(text)] as const);
  const readAll = database.transaction(() =>
    Object.fromEntries(statements.map(([name, statement]) => [name, statement.all()])),
  );
  let version: unknown;
  let books: Books | undefined;
  return {
    read(): Books {
      const now = database.pragma("data_version", { simple: true });
      if (books === undefined || now !== version) books = readAll() as Books;
      version = now;
      return books;
    },
    close: () => void database.close(),
  };
}

const queries: Record<keyof Books, string> = {
  tasks: "select * from task order by id",
  runs: "select * from run order by id",
  slots: "select * from slot order by key",
  chunks: "select run_id, seq, sha256 from log_chunk order by run_id, seq",
  agents: "select id, status, machine_id from agent order by id",
  assignments: "select * from assignment order by policy_id, agent_id",
};
