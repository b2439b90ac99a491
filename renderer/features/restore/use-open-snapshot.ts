import { useState } from "react";
import type { Snapshot } from "#contract/snapshots";
import type { Id } from "#contract/values";
import { useMe } from "../../api/session.ts";
import { useSnapshots } from "../../api/snapshots.ts";
import { commonFolder } from "./selection.ts";

/** A snapshot and the repository that holds it: of a place that is looked through, the own one of a machine. */
export type Opened = { repositoryId: Id; snapshotId: string };

/** The one that was asked for, or else the newest; the folder to begin in, and what has come since the page shows it. */
export function useOpenSnapshot(lookedIn: Id | null, asked: Opened | null) {
  const { first, newer } = useFirstShown(lookedIn);
  const opened = asked ?? (first && openedOf(first)) ?? null;
  const listed = [...useKnown(lookedIn), ...useKnown(opened?.repositoryId ?? null)];
  const isOpen = ({ id }: Snapshot) => id === opened?.snapshotId;
  const snapshot = first !== undefined && isOpen(first) ? first : listed.find(isOpen);
  return {
    opened,
    hostname: snapshot?.hostname,
    start: commonFolder(snapshot?.paths ?? []),
    newer: first !== undefined && isOpen(first) ? newer : undefined,
  };
}

/** The newest when it was first shown, of this computer where it has one there. It stays, however many backups end meanwhile. */
function useFirstShown(lookedIn: Id | null): { first?: Snapshot | undefined; newer?: Snapshot | undefined } {
  const { localAgentId = null } = useMe().data ?? {};
  const { isFetching } = useSnapshots(lookedIn);
  const [pinned, pin] = useState<{ lookedIn: Id | null; first: Snapshot }>();
  const known = useKnown(lookedIn);
  if (pinned?.lookedIn === lookedIn) {
    const { first } = pinned;
    const latest = known.find(isOfSameSource(first));
    return { first, newer: latest?.id === first.id ? undefined : latest };
  }
  const newest = known.find(({ agentId }) => agentId !== null && agentId === localAgentId) ?? known[0];
  // What was known from an earlier visit is not the newest any more while it is read again.
  if (newest !== undefined && !isFetching) pin({ lookedIn, first: newest });
  return { first: newest };
}

/** Newest first. */
function useKnown(repositoryId: Id | null): Snapshot[] {
  return useSnapshots(repositoryId).data?.pages.flatMap((page) => page.items) ?? [];
}

export const openedOf = ({ repositoryId, id }: Snapshot): Opened => ({ repositoryId, snapshotId: id });

const isOfSameSource = (one: Snapshot) => (other: Snapshot) =>
  other.repositoryId === one.repositoryId &&
  other.hostname === one.hostname &&
  other.policyId === one.policyId;
