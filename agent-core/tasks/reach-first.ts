import type { RepositoryAccess } from "#contract/repository";
import { ask, problemOfGreeting } from "../backend/connection.ts";
import { type Server, serverOf } from "../backend/server-of.ts";
import { DRIVE_PATIENCE_MS, driveAnswers } from "../facts/drive-answers.ts";
import { failureMessages } from "../restic/failure-messages.ts";
import { failed, type TaskEnd } from "../restic/judge-end.ts";

/**
 * Ends a run early whose repository does not answer at all: restic itself would be silent for 15 minutes, or for ever.
 * Every answer, even a refusal, is left to restic; behind a proxy only restic knows the way.
 */
export async function reachFirst(
  repository: RepositoryAccess,
  inherited: Record<string, string>,
  patienceMs = DRIVE_PATIENCE_MS,
): Promise<TaskEnd | undefined> {
  const problem =
    repository.kind === "fs"
      ? await silenceOfFolder(repository.location, patienceMs)
      : await silenceOf(serverOf(repository), inherited, patienceMs);
  return problem === undefined
    ? undefined
    : failed("repository-unreachable", failureMessages["repository-unreachable"], problem);
}

async function silenceOf(
  server: Server | undefined,
  inherited: Record<string, string>,
  patienceMs: number,
): Promise<string | undefined> {
  if (server === undefined) return undefined;
  if (server.url === undefined) return await problemOfGreeting(server, patienceMs);
  if (hasProxy(inherited)) return undefined;
  const answer = await ask({ url: server.url, method: "HEAD", trustsAnybody: true }, patienceMs);
  if (!("problem" in answer) || isAnswer(answer.problem)) return undefined;
  return answer.problem;
}

async function silenceOfFolder(path: string, patienceMs: number): Promise<string | undefined> {
  return (await driveAnswers(path, patienceMs)) ? undefined : "the folder does not answer";
}

function hasProxy(inherited: Record<string, string>): boolean {
  return Object.keys(inherited).some((name) => /^(https?|all)_proxy$/i.test(name));
}

/** Somebody is there, but speaks otherwise than expected. */
function isAnswer(problem: string): boolean {
  return /CERT|SIGNED|ISSUER|TLS|SSL|EPROTO|HPE_|ERR_/i.test(problem);
}
