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

/** What is worked on at this moment, by whom. */
export type Held = {
  tasks: Pick<Row<"task">, "id" | "status" | "agent_id" | "kind" | "policy_id" | "repository_id">[];
  agents: Pick<Row<"agent">, "id" | "status">[];
};

/** The rows as they are on the disk, past every line of the orchestrator's own reading. */
export function openBooks(file: string) {
  const database = new Sqlite(file, { readonly: true });
  const readEach = database.transaction((statements: [string, Sqlite.Statement][]) =>
    Object.fromEntries(statements.map(([name, statement]) => [name, statement.all()])),
  );
  const readAll = onceUntilChanged(prepared(allRows), (statements) => readEach(statements) as Books);
  const readHeld = onceUntilChanged(prepared(heldRows), (statements) => readEach(statements) as Held);
  const version = database.prepare("pragma data_version").pluck();
  const findTask = database.prepare("select * from task where id = ?");
  const listTasks = database.prepare("select id, finished_at from task order by id desc");

  function prepared(queries: Record<string, string>): [string, Sqlite.Statement][] {
    return Object.entries(queries).map(([name, text]) => [name, database.prepare(text)]);
  }

  /** Read anew only after somebody has written. */
  function onceUntilChanged<Read>(
    statements: [string, Sqlite.Statement][],
    read: (statements: [string, Sqlite.Statement][]) => Read,
  ): () => Read {
    let last: { at: unknown; rows: Read } | undefined;
    return () => {
      const at = version.get();
      if (last === undefined || last.at !== at) last = { at, rows: read(statements) };
      return last.rows;
    };
  }

  return {
    readAll,
    readHeld,
    task: (id: string) => findTask.get(id) as Row<"task"> | undefined,
    /** The newest first. */
    tasks: () => listTasks.all() as Pick<Row<"task">, "id" | "finished_at">[],
    close: () => void database.close(),
  };
}
export type OpenBooks = ReturnType<typeof openBooks>;

const allRows: Record<keyof Books, string> = {
  tasks: "select * from task order by id",
  runs: "select * from run order by id",
  slots: "select * from slot order by key",
  chunks: "select run_id, seq, sha256 from log_chunk order by run_id, seq",
  agents: "select id, status, machine_id from agent order by id",
  assignments: "select * from assignment order by policy_id, agent_id",
};

const heldRows: Record<keyof Held, string> = {
  tasks: `select id, status, agent_id, kind, policy_id, repository_id from task
    where finished_at is null and status in ('running', 'unreachable') order by id`,
  agents: "select id, status from agent order by id",
};
