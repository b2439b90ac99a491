import type { FailureCode } from "#contract/outcome";
import type { Run } from "#contract/runs";

export type Fix = { label: string; to: string };

type Place = "repository" | "settings of the repository" | "policy" | "machine";

const fixes: Partial<Record<FailureCode, [label: string, place: Place]>> = {
  "wrong-password": ["Enter the password", "settings of the repository"],
  "repository-missing": ["Check the address", "settings of the repository"],
  "repository-locked": ["Look at the locks", "repository"],
  "repository-unreachable": ["Test the connection", "repository"],
  "repository-full": ["See what pruning frees", "repository"],
  "repository-damaged": ["Repair it step by step", "repository"],
  "access-denied": ["Check the sign-in", "settings of the repository"],
  "tls-untrusted": ["Enter the certificate", "settings of the repository"],
  "source-missing": ["Correct the folders", "policy"],
  "source-unreadable": ["Look at the folders", "policy"],
  "local-disk-full": ["Look at the machine", "machine"],
  "restic-missing": ["Look at the machine", "machine"],
  "restic-too-old": ["Look at the machine", "machine"],
  stalled: ["Test the connection", "repository"],
  "timed-out": ["Allow more time", "policy"],
  "agent-lost": ["Look at the machine", "machine"],
  "not-allowed-here": ["Look at the machine", "machine"],
};

type Failed = Pick<Run, "status" | "failure" | "repositoryId" | "policyId" | "agentId" | "itemCount">;

/** Where the one thing is done that helps; undefined where trying again is all there is. */
export function fixOf(run: Failed): Fix | undefined {
  if (run.status === "warning")
    return run.itemCount > 0
      ? at(run, "Leave files out", "policy")
      : at(run, "Look at the repository", "repository");
  const known = run.failure === null ? undefined : fixes[run.failure.code];
  return known && at(run, ...known);
}

function at({ repositoryId, policyId, agentId }: Failed, label: string, place: Place): Fix | undefined {
  switch (place) {
    case "repository":
      return { label, to: `/repositories/${repositoryId}` };
    case "settings of the repository":
      return { label, to: `/repositories/${repositoryId}/edit` };
    case "machine":
      return { label, to: `/agents/${agentId}` };
    case "policy":
      return policyId === null ? undefined : { label, to: `/policies/${policyId}/edit` };
  }
}
