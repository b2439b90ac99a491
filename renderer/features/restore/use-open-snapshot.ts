import type { Snapshot } from "#contract/snapshots";
import type { Id } from "#contract/values";
import { useMe } from "../../api/session.ts";
import { useSnapshots } from "../../api/snapshots.ts";
import { commonFolder } from "./selection.ts";

/** A snapshot and the repository that holds it: of a place that is looked through, the own one of a machine. */
export type Opened = { repositoryId: Id; snapshotId: string };

/** The one that was asked for, or else the newest, of this computer where it has one there; and the folder to begin in. */
export function useOpenSnapshot(lookedIn: Id | null, asked: Opened | null) {
  const { localAgentId = null } = useMe().data ?? {};
  const known = useKnown(lookedIn);
  const newest = known.find(({ agentId }) => agentId !== null && agentId === localAgentId) ?? known[0];
  const opened = asked ?? (newest && openedOf(newest)) ?? null;
  const listed = [...known, ...useKnown(opened?.repositoryId ?? null)];
  const snapshot = listed.find(({ id }) => id === opened?.snapshotId);
  return { opened, hostname: snapshot?.hostname, start: commonFolder(snapshot?.paths ?? []) };
}

/** Newest first. */
function useKnown(repositoryId: Id | null): Snapshot[] {
  return useSnapshots(repositoryId).data?.pages.flatMap((page) => page.items) ?? [];
}

export const openedOf = ({ repositoryId, id }: Snapshot): Opened => ({ repositoryId, snapshotId: id });
