import type { DiskFact, HeartbeatBody } from "#contract/agent-protocol";
import type { AgentWarning } from "#contract/agents";
import { isOlderVersion, MINIMUM_RESTIC } from "#contract/version";
import type { AgentRow } from "./agents.store.ts";

export type Facts = Pick<
  HeartbeatBody,
  | "disks"
  | "memory"
  | "load"
  | "power"
  | "network"
  | "folders"
  | "paused"
  | "restoreWithoutAsking"
  | "fleet"
  | "uptimeSeconds"
  | "startId"
> & {
  /** Of the newest heartbeat, by the machine's own clock; absent in rows that are older than this field. */
  sentAt?: string;
  /** The starts before the newest heartbeat's, the last one first. */
  startsBefore?: string[];
  warnings: AgentWarning[];
};

const GIB = 1024 ** 3;
const SKEW_MS = 120_000;
const STARTS_KEPT = 10;

export function factsOf(row: Pick<AgentRow, "facts_json">): Facts | undefined {
  return row.facts_json === null ? undefined : (JSON.parse(row.facts_json) as Facts);
}

/**
 * True for a heartbeat that a later one has overtaken on its way, or that comes twice. After another start a machine may have a clock
 * and an uptime that went back; within one, uptime only grows. Of a machine that names no start, a clock that was set back makes only
 * `sentAt` go back, a restart only the uptime; both together are older.
 */
export function isOvertaken(before: Facts | undefined, beat: HeartbeatBody): boolean {
  if (before?.sentAt === undefined) return false;
  if (beat.startId !== undefined && beat.startId !== before.startId)
    return before.startsBefore?.includes(beat.startId) ?? false;
  if (beat.startId !== undefined && beat.uptimeSeconds !== before.uptimeSeconds)
    return beat.uptimeSeconds < before.uptimeSeconds;
  return beat.sentAt <= before.sentAt && beat.uptimeSeconds <= before.uptimeSeconds;
}

/** Keeps the newest facts; a warning that goes on keeps the time when it began. */
export function nextFacts(
  before: Facts | undefined,
  beat: HeartbeatBody,
  clockOffsetMs: number,
  ownVersion: string,
  now: string,
): Facts {
  const { disks, memory, load, power, network, folders, paused, restoreWithoutAsking, fleet } = beat;
  const since = new Map(before?.warnings.map((warning) => [warning.code, warning.since]));
  const warnings = warningsOf(beat, clockOffsetMs, ownVersion).map((warning) => ({
    ...warning,
    since: since.get(warning.code) ?? now,
  }));
  const newest = before !== undefined && isOvertaken(before, beat) ? before : beat;
  const order = {
    uptimeSeconds: newest.uptimeSeconds,
    ...(newest.sentAt && { sentAt: newest.sentAt }),
    ...(newest.startId && { startId: newest.startId, startsBefore: startsBefore(before, newest.startId) }),
  };
  return {
    disks,
    memory,
    load,
    power,
    network,
    folders,
    paused,
    restoreWithoutAsking,
    fleet,
    ...order,
    warnings,
  };
}

function startsBefore(before: Facts | undefined, startId: string): string[] {
  const known = before?.startsBefore ?? [];
  return before?.startId === undefined || before.startId === startId
    ? known
    : [before.startId, ...known].slice(0, STARTS_KEPT);
}

/** True where two heartbeats say the same of everything that something is decided by. */
export function isSameForDecisions(one: Facts, other: Facts): boolean {
  return (
    one.startId === other.startId &&
    one.power?.onBattery === other.power?.onBattery &&
    one.network?.metered === other.network?.metered &&
    one.paused === other.paused &&
    one.restoreWithoutAsking === other.restoreWithoutAsking &&
    JSON.stringify([one.folders, one.warnings]) === JSON.stringify([other.folders, other.warnings])
  );
}

function warningsOf(
  beat: HeartbeatBody,
  clockOffsetMs: number,
  ownVersion: string,
): Omit<AgentWarning, "since">[] {
  const warnings: Omit<AgentWarning, "since">[] = [];
  const full = beat.disks.filter(isLow);
  if (full.length > 0) {
    const names = full.map((disk) => disk.mountPath).join(", ");
    warnings.push({ code: "disk-low", message: `Little space is left on ${names}.` });
  }
  if (Math.abs(clockOffsetMs) > SKEW_MS) {
    const minutes = Math.round(Math.abs(clockOffsetMs) / 60_000);
    const way = clockOffsetMs > 0 ? "fast" : "slow";
    warnings.push({ code: "clock-skew", message: `The clock of this machine is ${minutes} min ${way}.` });
  }
  if (!beat.resticVersion) {
    warnings.push({
      code: "restic-missing",
      message: "restic was not found, so nothing can be backed up here.",
    });
  } else if (isOlderVersion(beat.resticVersion, MINIMUM_RESTIC)) {
    warnings.push({
      code: "restic-old",
      message: `restic ${beat.resticVersion} is too old; ${MINIMUM_RESTIC} or newer is needed.`,
    });
  }
  if (isOlderVersion(beat.appVersion, ownVersion)) {
    const message = `Holdfast ${beat.appVersion} runs there, older than ${ownVersion} here. Update it.`;
    warnings.push({ code: "app-old", message });
  }
  return warnings;
}

function isLow({ totalBytes, freeBytes }: DiskFact): boolean {
  return totalBytes > 0 && (freeBytes < GIB || freeBytes / totalBytes < 0.03);
}
