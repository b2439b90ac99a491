import { listAgentPolicies } from "#contract/agents";
import type { Task } from "#contract/tasks";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { describeEnd, exitCodeOf } from "../describe-run.ts";
import { type Ended, followTask } from "../follow-task.ts";
import { localAgentId } from "../local-agent.ts";
import { pick } from "../pick.ts";
import { startBackup } from "../start-backup.ts";

/** Backs up now: one policy, or all that protect this computer, one after the other. */
export async function backup(context: Context, wanted: string | undefined, { wait }: { wait: boolean }) {
  const { output } = context;
  const client = context.client();
  const agentId = await localAgentId(client);
  const { policies } = await client.call(listAgentPolicies, { params: { id: agentId } });
  if (policies.length === 0) throw new Refusal(NOTHING_PROTECTED);
  const chosen = wanted === undefined ? policies : [pick(policies, wanted, "policy on this computer")];
  const tasks: Task[] = [];
  for (const { id: policyId } of chosen) {
    tasks.push(await startBackup(client.call, agentId, policyId));
  }
  // Whoever may only start it sees the end of it in the status.
  if (!wait || client.core.isLimited) {
    output.give({ tasks }, () =>
      [...tasks.map(({ policyName }) => `${policyName}: will run now`), HOW_IT_GOES].join("\n"),
    );
    return exitCodes.ok;
  }
  const ended: Ended[] = [];
  for (const { id } of tasks) {
    const end = await followTask({ client, output }, id);
    output.say(describeEnd(end));
    ended.push(end);
  }
  if (output.json) output.give({ tasks: ended }, () => "");
  return worst(ended.map(exitCodeOf));
}

const HOW_IT_GOES = "See how it goes with: holdfast status";

const NOTHING_PROTECTED =
  "No policy protects this computer yet, so there is nothing to back up. Begin with: holdfast protect FOLDER --to LOCATION";

function worst(codes: ExitCode[]): ExitCode {
  if (codes.includes(exitCodes.failed)) return exitCodes.failed;
  return codes.includes(exitCodes.warning) ? exitCodes.warning : exitCodes.ok;
}
