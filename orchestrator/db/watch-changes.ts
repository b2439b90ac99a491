import type Sqlite from "better-sqlite3";

/** Whose row, or whose task, was changed; a change of a repository concerns everybody. */
export type Change = { table: "agent" | "task"; agentId: string } | { table: "repository" };
export type ChangeListener = (change: Change, isOver: boolean) => void;

/** What a heartbeat brings is left out: the newest is in memory anyway. */
const AGENT_COLUMNS = [
  "status, machine_id, key_hash, hostname, os, os_version, arch, app_version, restic_version, protocol_version, time_zone",
  "labels_json, reachability, resembles_agent_id, policy_revision, paused_at, paused_until",
].join(", ");

/** What is watched of which table, and the column that says whose it is. */
export const watched = [
  { table: "agent", on: ["insert", `update of ${AGENT_COLUMNS}`], owner: "id" },
  { table: "task", on: ["insert", "update"], owner: "agent_id" },
  { table: "repository", on: ["insert", "update of revision", "delete"], owner: undefined },
] as const;

/**
 * Tells of every change that goes through this connection, whoever makes it, so that what is kept in memory can never be forgotten to
 * be thrown away: once when it is made, and once more when its transaction is over and others can see it. Whoever reads in between
 * reads the old.
 */
export function watchChanges(sqlite: Sqlite.Database) {
  const changes = createChanges();
  sqlite.function("holdfast_changed", (table: string, agentId: string | null) => {
    changes.happened(table, agentId);
    return null;
  });
  for (const { table, on, owner } of watched) {
    const tell = `select holdfast_changed('${table}', ${owner === undefined ? "null" : `new.${owner}`})`;
    for (const [at, event] of on.entries())
      sqlite.exec(`create temp trigger ${table}_${at} after ${event} on main.${table} begin ${tell}; end`);
  }
  return changes;
}

/** Who listens, and what has changed in the transaction that is under way. */
export function createChanges() {
  const listeners = new Set<ChangeListener>();
  let pending: Change[] = [];
  return {
    happened(table: string, agentId: string | null): void {
      const change = (agentId === null ? { table } : { table, agentId }) as Change;
      pending.push(change);
      for (const tell of listeners) tell(change, false);
    },
    listen(listener: ChangeListener): void {
      listeners.add(listener);
    },
    transactionEnded(): void {
      const ended = pending;
      pending = [];
      for (const change of ended) for (const tell of listeners) tell(change, true);
    },
  };
}
