import type { FastifyBaseLogger } from "fastify";
import type { RunStatus } from "#contract/outcome";
import type { TaskStatus } from "#contract/tasks";
import type { Database } from "../db/database.ts";
import type { Publish } from "../events/live-events.ts";
import type { LiveProgress } from "../runs/live-progress.ts";
import type { Leases } from "./leases.ts";
import type { TaskAdded } from "./task-added.ts";
import { agentsWaitingFor, type TaskRow } from "./tasks.store.ts";
import type { WaitingPolls } from "./waiting-polls.ts";

type Deps = {
  db: Database;
  polls: WaitingPolls;
  leases: Leases;
  progress: LiveProgress;
  publish: Publish;
  log: FastifyBaseLogger;
};

export type TaskNews = { taskAdded: TaskAdded; taskChanged: (task: TaskRow) => void };

/** What follows after a commit that made or moved a task: whoever waits for it is woken, whoever looks is told. */
export function createTaskNews({ db, polls, leases, progress, publish, log }: Deps): TaskNews {
  async function tellRun(task: TaskRow): Promise<void> {
    if (task.last_run_id === null) return;
    const run = await db.read
      .selectFrom("run")
      .select("status")
      .where("id", "=", task.last_run_id)
      .executeTakeFirst();
    if (run === undefined) return;
    const { agent_id: agentId, policy_id: policyId, last_run_id: runId } = task;
    publish({ type: "run", runId, agentId, policyId, status: run.status as RunStatus });
  }

  /** A repository that somebody left may be just what others wait for. */
  async function wakeWaiting(task: TaskRow): Promise<void> {
    for (const agentId of await agentsWaitingFor(db.read, task.repository_id)) polls.wake(agentId);
  }

  return {
    taskAdded({ taskId, agentId, policyId }) {
      log.info({ taskId, agentId, policyId }, "task queued");
      publish({ type: "task", taskId, agentId, policyId, status: "queued" });
      polls.wake(agentId);
    },
    taskChanged(task) {
      const { id: taskId, agent_id: agentId, policy_id: policyId } = task;
      log.info({ taskId, agentId, status: task.status, reason: task.reason ?? undefined }, "task changed");
      if (task.status !== "running" && task.status !== "unreachable") {
        leases.end(taskId);
        progress.forget(taskId);
      }
      publish({ type: "task", taskId, agentId, policyId, status: task.status as TaskStatus });
      publish({ type: "agent", agentId });
      if (policyId !== null && task.slot_key !== null) publish({ type: "slot", policyId, agentId });
      publish({ type: "repository", repositoryId: task.repository_id });
      polls.wake(agentId);
      tellRun(task)
        .then(() => wakeWaiting(task))
        .catch((error: unknown) => log.error({ err: error, taskId }, "news of a task could not be told"));
    },
  };
}
