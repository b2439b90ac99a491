import type { Run } from "#contract/runs";

const verbs: Record<Run["kind"], string> = {
  backup: "Backup",
  check: "Check",
  prune: "Prune",
  restore: "Restore",
  snapshots: "List of snapshots",
  init: "Creating the repository",
  unlock: "Removing stale locks",
  copy: "Copy",
  repair: "Repair",
  drill: "Restore drill",
};

export const kindName = (kind: Run["kind"]): string => verbs[kind];

/** `Documents` for a backup, `Restore from NAS` for the rest. */
export function runTitle(run: Pick<Run, "kind" | "policyName" | "repositoryName">): string {
  if (run.kind === "backup" && run.policyName !== null) return run.policyName;
  return `${verbs[run.kind]}: ${run.repositoryName}`;
}
