import type { LiveEvent } from "#contract/events";
import { keys } from "./keys.ts";

type Change = Exclude<LiveEvent, { type: "reset" | "progress" | "log" }>;

/** What has to be read again after an event. */
export function changedBy(event: Change): (readonly unknown[])[] {
  switch (event.type) {
    case "task":
      return [keys.task(event.taskId), keys.agentTasks(event.agentId), keys.status, keys.consents];
    case "run":
      return [keys.run(event.runId), keys.runLists, keys.status, keys.agents, keys.snapshots, keys.history];
    case "agent":
      return [keys.agents, keys.status];
    case "policy":
      return [keys.policies, keys.agents, keys.status, keys.schedule];
    case "repository":
      return [keys.repositories, keys.snapshots];
    case "slot":
      return [keys.status, keys.schedule, keys.history];
  }
}
