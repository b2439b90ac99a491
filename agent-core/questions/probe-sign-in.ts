import type { RepositoryAccess } from "#contract/repository";
import { deleteNothing as deleteNothingAtRest, headConfig } from "../backend/rest-server.ts";
import { deleteNothing as deleteNothingAtS3, getConfig, type S3Answer } from "../backend/s3.ts";
import type { Server } from "../backend/server-of.ts";
import { type Finding, failed, ok } from "./finding.ts";
import { PATIENCE_MS } from "./probe-server.ts";

export async function signInAtRest(server: Server, { credentials }: RepositoryAccess): Promise<Finding> {
  const answer = await headConfig(server, credentials, PATIENCE_MS);
  if ("problem" in answer) return noAnswer(answer.problem);
  const { status } = answer;
  if (status === 401 || status === 403)
    return failed(
      "access-denied",
      `The server refuses this user (HTTP ${status}), so nothing can be backed up there. Check the user name, its password and the path in the address.`,
    );
  if (status === 200 || status === 404) return ok();
  return failed(
    "repository-unreachable",
    `The server answered with HTTP ${status}, as no rest-server does, so restic could do nothing with it. Check the address.`,
  );
}

export async function signInAtS3(repository: RepositoryAccess): Promise<Finding> {
  const answer = await getConfig(repository, PATIENCE_MS);
  if ("problem" in answer) return noAnswer(answer.problem);
  const { status, code } = answer;
  if (code === "NoSuchBucket")
    return failed(
      "repository-missing",
      "There is no bucket of this name, so nothing can be backed up there. Create it at the provider, or correct its name.",
    );
  if (status === 200 || status === 404) return ok();
  const said = `HTTP ${status}${code === "" ? "" : `, ${code}`}`;
  if (status === 401 || status === 403)
    return failed(
      "access-denied",
      `The server refuses these keys (${said}), so nothing can be backed up there. ${wayOutOf(code)}`,
    );
  if (/Region|AuthorizationHeaderMalformed|PermanentRedirect/.test(code))
    return failed(
      "access-denied",
      `The bucket is in another region (${said}), so the server refuses the request. Correct the region or the endpoint.`,
    );
  return failed(
    "repository-unreachable",
    `The server answered with ${said}, as no S3 server does, so restic could do nothing with it. Check the endpoint.`,
  );
}

/** Undefined where the answer tells neither. */
export async function canDelete(
  repository: RepositoryAccess,
  server: Server | undefined,
): Promise<boolean | undefined> {
  if (repository.kind === "s3") return permits(await deleteNothingAtS3(repository, PATIENCE_MS));
  if (repository.kind === "rest-server" && server !== undefined)
    return permits(await deleteNothingAtRest(server, repository.credentials, PATIENCE_MS));
  return undefined;
}

function permits(answer: S3Answer | { status: number }): boolean | undefined {
  if ("problem" in answer) return undefined;
  if (answer.status === 403 || answer.status === 405) return false;
  return answer.status === 404 || (answer.status >= 200 && answer.status < 300) ? true : undefined;
}

function noAnswer(problem: string): Finding {
  return failed(
    "repository-unreachable",
    `The server accepted the connection and gave no answer (${problem}), so nothing can be backed up there. Check whether it is overloaded, and the address.`,
  );
}

function wayOutOf(code: string): string {
  if (code === "InvalidAccessKeyId") return "It does not know the access key: check it.";
  if (code === "SignatureDoesNotMatch")
    return "The secret key does not fit the access key: enter it once more.";
  if (code === "RequestTimeTooSkewed") return "The clock of this machine is wrong: set it.";
  return "Check the access key, the secret key, and what they may do with this bucket.";
}
