import type { Run } from "#contract/runs";
import { say } from "#contract/words/say";
import { moment } from "../core/moment.ts";
import { item, type MenuEntry, openItem } from "./menu-entry.ts";
import type { Known, KnownPolicy } from "./status-feed.ts";

const HOUR_MS = 3_600_000;
const MORNING_HOUR = 8;

export const restoreFiles = () => openItem(say("Restore files…"), "/restore");

export function backUpNow(policies: KnownPolicy[]): MenuEntry[] {
  const [only, second] = policies;
  if (only === undefined) return [openItem(say("Protect a folder…"), "/welcome")];
  if (second === undefined) return [item(say("Back up now"), { do: "back-up", policyIds: [only.id] })];
  const all = item(say("All policies"), { do: "back-up", policyIds: policies.map(({ id }) => id) });
  const each = policies.map(({ id, name, repositoryName }) =>
    item(`${name} → ${repositoryName}`, { do: "back-up", policyIds: [id] }),
  );
  return [{ kind: "submenu", label: say("Back up now"), entries: [all, ...each] }];
}

export function stop(running: Run[]): MenuEntry[] {
  const taskIds = running.map(({ taskId }) => taskId);
  return taskIds.length === 0 ? [] : [item(say("Stop"), { do: "stop", taskIds })];
}

/** Without a policy in use there is nothing to pause. */
export function pause({ machine, policies }: Known, now: Date): MenuEntry[] {
  if (machine === undefined) return [];
  const { id: agentId, isPaused, pausedUntil } = machine;
  if (isPaused) return [item(resumeLabel(pausedUntil, now), { do: "resume", agentId })];
  if (policies.length === 0) return [];
  const until = (label: string, end?: Date) =>
    item(label, { do: "pause", agentId, until: end?.toISOString() });
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING_HOUR);
  const entries = [
    until(say("For 1 hour"), new Date(now.getTime() + HOUR_MS)),
    until(say("Until tomorrow 08:00"), morning),
    until(say("Until I resume")),
  ];
  return [{ kind: "submenu", label: say("Pause backups"), entries }];
}

const resumeLabel = (until: string | null, now: Date) =>
  until === null
    ? say("Resume backups")
    : say("Resume backups (paused until {time})", { time: moment(until, now) });
