import type { FailureCode } from "#contract/outcome";
import type { Run } from "#contract/runs";
import { say } from "#contract/words/say";

export type Fix = { label: string; to: string };

type Place = "repository" | "settings of the repository" | "policy" | "machine";

const fixes = (): Partial<Record<FailureCode, [label: string, place: Place]>> => ({
  "wrong-password": [say("Enter the password"), "settings of the repository"],
  "repository-missing": [say("Check the address"), "settings of the repository"],
  "repository-locked": [say("Look at the locks"), "repository"],
  "repository-unreachable": [say("Test the connection"), "repository"],
  "repository-full": [say("See what pruning frees"), "repository"],
  "repository-damaged": [say("Repair it step by step"), "repository"],
  "access-denied": [say("Check the sign-in"), "settings of the repository"],
  "tls-untrusted": [say("Enter the certificate"), "settings of the repository"],
  "source-missing": [say("Correct the folders"), "policy"],
  "source-unreadable": [say("Look at the folders"), "policy"],
  "local-disk-full": [say("Look at the machine"), "machine"],
  "restic-missing": [say("Look at the machine"), "machine"],
  "restic-too-old": [say("Look at the machine"), "machine"],
  stalled: [say("Test the connection"), "repository"],
  "timed-out": [say("Allow more time"), "policy"],
  "agent-lost": [say("Look at the machine"), "machine"],
  "not-allowed-here": [say("Look at the machine"), "machine"],
});

type Failed = Pick<Run, "status" | "failure" | "repositoryId" | "policyId" | "agentId" | "itemCount">;

/** Where the one thing is done that helps; undefined where trying again is all there is. */
export function fixOf(run: Failed): Fix | undefined {
  if (run.status === "warning")
    return run.itemCount > 0
      ? at(run, say("Leave files out"), "policy")
      : at(run, say("Look at the repository"), "repository");
  const known = run.failure === null ? undefined : fixes()[run.failure.code];
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
