import { createCaller } from "#contract/call";
import type { TaskOffer } from "#contract/task";
import { createTask } from "#contract/tasks";
import { joinMachine, protect } from "../../orchestrator/orchestrator-for-tests.ts";
import { callTo } from "./agents.ts";
import type { Server } from "./servers.ts";

/** A machine of a core that begins and ends backups, and never runs restic. */
export async function startWriter(core: Server) {
  const admin = callTo(core);
  const callWith = (bearer: string | undefined) =>
    createCaller({ baseUrl: core.url, fetch, headers: () => ({ authorization: `Bearer ${bearer}` }) });
  const machine = await joinMachine({ admin, callWith });
  const { policy } = await protect({ admin }, machine, { name: `Documents of ${machine.agentId}` });
  return {
    agentId: machine.agentId,
    key: machine.key,
    async begin(): Promise<TaskOffer> {
      await admin(createTask, { body: { kind: "backup", policyId: policy.id, agentId: machine.agentId } });
      return machine.take();
    },
    end: (task: TaskOffer, logChunks: number) => machine.report(task, { logChunks }),
  };
}
