import type { RepositoryUpdate } from "#contract/repositories";
import type { RepositoryAccess } from "#contract/repository";
import type { Database } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { DomainError, invalidField } from "../http/errors.ts";
import { type Chosen, onlineAgentsOf } from "../questions/choose-agent.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import type { Seal } from "../secrets/seal.ts";
import { askProbe } from "./ask-probe.ts";
import { changedSecrets } from "./changed-secrets.ts";
import { placeFrom } from "./check-repository.ts";
import { composeAccess } from "./open-repository.ts";

type Deps = { db: Database; seal: Seal; desk: QuestionDesk };
type Asked = { row: Row<"repository">; input: RepositoryUpdate; signal: globalThis.AbortSignal };

/** More machines would hardly see another way to the place, and a person waits. */
const MOST_ASKED = 3;
const KEPT = "The repository is as it was, with the password that was saved before.";

/**
 * Whether a password takes the place of one that has opened the repository. Mistyped, it would lock everybody out, and the one that
 * opens it would be gone.
 */
export function replacesProven(row: Row<"repository">, input: RepositoryUpdate, seal: Seal): boolean {
  // Each of the repositories inside has a password of its own, and that one is never entered.
  if (input.password === undefined || row.per_agent === 1) return false;
  const isProven = row.last_success_at !== null || row.restic_id !== null;
  const { before, after } = changedSecrets(row, input, seal);
  return isProven && before.password !== after.password;
}

/** Has a machine open the repository with the new password. Throws, with a sentence for people, where none has opened it. */
export async function tryNewPassword({ db, seal, desk }: Deps, asked: Asked): Promise<void> {
  const { row, input, signal } = asked;
  const { after } = changedSecrets(row, input, seal);
  const access = composeAccess(row.id, placeFrom(input), after);
  const meant = row.restic_id === null ? access : { ...access, resticId: row.restic_id };
  const agents = await onlineAgentsOf(db.read, row.id);
  let obstacle: string | undefined;
  for (const agent of agents.slice(0, MOST_ASKED)) {
    obstacle = await obstacleAt(desk, agent, meant, signal);
    if (obstacle === undefined) return;
  }
  if (obstacle === undefined)
    throw new DomainError(
      "no-agent-for-repository",
      `The new password was not saved, because no machine is online that could try whether it opens the repository. ${KEPT} Switch one on, then save again.`,
    );
  throw new DomainError(
    "machine-refused",
    `The new password was not saved, because it could not be tried: ${obstacle} ${KEPT} Mend that, then save again.`,
  );
}

/** Why the machine could not say whether the password is right; undefined where it has opened the repository. */
async function obstacleAt(
  desk: QuestionDesk,
  { id, hostname }: Chosen,
  access: RepositoryAccess,
  signal: globalThis.AbortSignal,
): Promise<string | undefined> {
  try {
    for await (const { step, status, code, message } of askProbe(desk, id, access, signal)) {
      if (code === "wrong-password") throw mistyped(hostname);
      if (status === "failed") return `${hostname}: ${message ?? "it could not open the repository."}`;
      if (step === "repository") return undefined;
    }
  } catch (error) {
    const isSilence = error instanceof DomainError && error.code !== "invalid-field";
    if (!isSilence || signal.aborted) throw error;
    return `${hostname}: ${error.message}`;
  }
  return `${hostname}: it did not come to an end.`;
}

function mistyped(hostname: string): DomainError {
  return invalidField(
    "password",
    `does not open the repository (tried by ${hostname}). The saved one was kept and nothing was changed. Type it again, or leave it out to keep the saved one.`,
  );
}
