import { sql } from "kysely";
import { PLANNED_KINDS } from "../maintenance/maintenance-plan.ts";

/**
 * Neither the last run of an assignment nor its last good one, whatever their age, nor the last good check, prune, drill and copy
 * of a repository, by which one sees that it is overdue; and nothing that still goes on.
 */
export const mayGo = sql<boolean>`(
  run.finished_at is not null
  and exists (select 1 from task where task.id = run.task_id and task.finished_at is not null)
  and not exists (
    select 1 from assignment
    where assignment.policy_id = run.policy_id and assignment.agent_id = run.agent_id
      and run.id in (assignment.last_run_id, assignment.last_good_run_id)
  )
  and (
    run.kind not in (${sql.join(PLANNED_KINDS)}) or run.status not in ('success', 'warning')
    or exists (
      select 1 from run as newer
      where newer.repository_id = run.repository_id and newer.kind = run.kind and newer.started_at >= run.started_at
        and newer.status in ('success', 'warning') and (newer.started_at, newer.id) > (run.started_at, run.id)
    )
  )
)`;

/** The ledger may know a snapshot by a short id; what looks like it keeps the run too. */
export const hasNoSnapshot = sql<boolean>`not exists (
  select 1 from snapshot
  where snapshot.repository_id = run.repository_id
    and snapshot.id >= substr(run.snapshot_id, 1, 8) and snapshot.id < substr(run.snapshot_id, 1, 8) || 'g'
)`;
