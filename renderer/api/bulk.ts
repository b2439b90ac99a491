import { useMutation, useQueryClient } from "@tanstack/react-query";
import { pauseAgent, resumeAgent } from "#contract/agents";
import { assignPolicy } from "#contract/policies";
import { createTask } from "#contract/tasks";
import type { Id, Instant } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export type BulkAction =
  | { do: "back-up"; pairs: { agentId: Id; policyId: Id }[] }
  | { do: "assign"; policyId: Id; agentIds: Id[] }
  | { do: "pause"; agentIds: Id[]; until: Instant | undefined }
  | { do: "resume"; agentIds: Id[] };

export type BulkResult = { succeeded: number; refused: unknown[] };

/** So many at a time, so that a thousand machines do not hold up the browser's other requests. */
const AT_ONCE = 4;

export function useBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: BulkAction) => inTurn(requestsOf(action)),
    onSettled: () => {
      for (const queryKey of [keys.agents, keys.policies, keys.runs, keys.tasks, keys.status]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}

function requestsOf(action: BulkAction): (() => Promise<unknown>)[] {
  switch (action.do) {
    case "back-up":
      return action.pairs.map((pair) => () => call(createTask, { body: { kind: "backup", ...pair } }));
    case "assign":
      return action.agentIds.map(
        (agentId) => () => call(assignPolicy, { params: { id: action.policyId, agentId } }),
      );
    case "pause":
      return action.agentIds.map(
        (id) => () =>
          call(pauseAgent, {
            params: { id },
            body: action.until === undefined ? {} : { until: action.until },
          }),
      );
    case "resume":
      return action.agentIds.map((id) => () => call(resumeAgent, { params: { id } }));
  }
}

async function inTurn(requests: (() => Promise<unknown>)[]): Promise<BulkResult> {
  const result: BulkResult = { succeeded: 0, refused: [] };
  const waiting = [...requests];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        await next();
        result.succeeded += 1;
      } catch (error) {
        result.refused.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return result;
}
