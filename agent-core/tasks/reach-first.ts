import type { RepositoryAccess } from "#contract/repository";
import { failureMessages } from "../restic/failure-messages.ts";
import { failed, type TaskEnd } from "../restic/judge-end.ts";
import { headConfig, serverOf } from "../restic/rest-server.ts";

/** A disk of a server that sleeps may take a while to turn. */
const PATIENCE_MS = 60_000;

/**
 * Ends a run early whose server does not answer at all: restic itself would be silent for 15 minutes.
 * Every answer, even a refusal, is left to restic; behind a proxy only restic knows the way.
 */
export async function reachFirst(
  repository: RepositoryAccess,
  inherited: Record<string, string>,
  patienceMs = PATIENCE_MS,
): Promise<TaskEnd | undefined> {
  if (repository.kind !== "rest-server" || hasProxy(inherited)) return undefined;
  const answer = await headConfig(serverOf(repository), patienceMs);
  if ("status" in answer || isTrustProblem(answer.problem)) return undefined;
  return failed("repository-unreachable", failureMessages["repository-unreachable"], answer.problem);
}

function hasProxy(inherited: Record<string, string>): boolean {
  return Object.keys(inherited).some((name) => /^(https?|all)_proxy$/i.test(name));
}

/** Node and restic trust different sets of certificates. */
function isTrustProblem(problem: string): boolean {
  return /CERT|SIGNED|ISSUER|TLS|SSL|ERR_/i.test(problem);
}
