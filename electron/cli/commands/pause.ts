import { pauseAgent, resumeAgent } from "#contract/agents";
import { moment } from "../../core/moment.ts";
import { type ExitCode, exitCodes } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { localAgentId } from "../local-agent.ts";
import { type PauseOptions, pauseEnd } from "../pause-end.ts";

/** Holds the scheduled backups of this computer back; `holdfast backup` still backs up. */
export async function pause({ client, output }: Context, options: PauseOptions): Promise<ExitCode> {
  const until = pauseEnd(options, new Date());
  const connected = client();
  const id = await localAgentId(connected);
  const agent = await connected.call(pauseAgent, {
    params: { id },
    body: until === undefined ? {} : { until },
  });
  const { pausedUntil } = agent;
  output.give({ pausedUntil }, () =>
    pausedUntil === null
      ? "Backups are paused until you resume them with: holdfast resume"
      : `Backups are paused until ${moment(pausedUntil)}.`,
  );
  return exitCodes.ok;
}

export async function resume({ client, output }: Context): Promise<ExitCode> {
  const connected = client();
  const { nextRunAt } = await connected.call(resumeAgent, { params: { id: await localAgentId(connected) } });
  output.give({ nextRunAt }, () =>
    nextRunAt === null ? "Backups go on." : `Backups go on. Next: ${moment(nextRunAt)}.`,
  );
  return exitCodes.ok;
}
