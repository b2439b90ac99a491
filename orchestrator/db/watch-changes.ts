import type Sqlite from "better-sqlite3";

/** Whose row, or whose task, was changed; a change of a repository concerns everybody. */
export type Change = { table: "agent" | "task"; agentId: string } | { table: "repository" };
export type ChangeListener = (change: Change, isOver: boolean) => void;

/** What a heartbeat brings is left out: the newest is in memory anyway. */
const AGENT_COLUMNS = [
  "status, machine_id, key_hash, hostname, os, os_version, arch, app_version, restic_version, protocol_version, time_zone",
  "labels_json, reachability, resembles_agent_id, policy_revision, paused_at, paused_until",
].join(", ");

const triggers = {
  agent_made: `after insert on main.agent begin select holdfast_changed('agent', new.id); end`,
  agent_changed: `after update of ${AGENT_COLUMNS} on main.agent begin select holdfast_changed('agent', new.id); end`,
  task_made: `after insert on main.task begin select holdfast_changed('task', new.agent_id); end`,
  task_changed: `after update on main.task begin select holdfast_changed('task', new.agent_id); end`,
  repository_made: `after insert on main.repository begin select holdfast_changed('repository', null); end`,
  repository_changed: `after update of revision on main.repository begin select holdfast_changed('repository', null); end`,
  repository_deleted: `after delete on main.repository begin select holdfast_changed('repository', null); end`,
};

/**
 * Tells of every change that goes through this connection, whoever makes it, so that what is kept in memory can never be forgotten to
 * be thrown away: once when it is made, and once more when its transaction is over and others can see it. Whoever reads in between
 * reads the old.
 */
export function watchChanges(sqlite: Sqlite.Database) {
  const listeners = new Set<ChangeListener>();
  let pending: Change[] = [];

  sqlite.function("holdfast_changed", (table: string, agentId: string | null) => {
    const change = (agentId === null ? { table } : { table, agentId }) as Change;
    pending.push(change);
    for (const tell of listeners) tell(change, false);
    return null;
  });
  for (const [name, body] of Object.entries(triggers)) sqlite.exec(`create temp trigger ${name} ${body}`);

  return {
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
