import type { Run } from "#contract/runs";
import { say } from "#contract/words/say";

const verbs = (): Record<Run["kind"], string> => ({
  backup: say("Backup"),
  check: say("Check"),
  prune: say("Prune"),
  restore: say("Restore"),
  snapshots: say("List of snapshots"),
  init: say("Creating the repository"),
  unlock: say("Removing stale locks"),
  copy: say("Copy"),
  repair: say("Repair"),
  drill: say("Restore drill"),
});

export const kindName = (kind: Run["kind"]): string => verbs()[kind];

/** `Documents` for a backup, `Restore from NAS` for the rest. */
export function runTitle(run: Pick<Run, "kind" | "policyName" | "repositoryName">): string {
  if (run.kind === "backup" && run.policyName !== null) return run.policyName;
  return `${verbs()[run.kind]}: ${run.repositoryName}`;
}
