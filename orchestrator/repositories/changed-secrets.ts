import type { RepositoryUpdate } from "#contract/repositories";
import type { Row } from "../db/tables.ts";
import type { Seal } from "../secrets/seal.ts";
import { signInsFrom } from "./check-repository.ts";
import { changedSignIns, type Secrets, secretsOf } from "./open-repository.ts";

/** The secrets of a repository as they are and as a change would leave them. */
export function changedSecrets(
  row: Row<"repository">,
  input: RepositoryUpdate,
  seal: Seal,
): { before: Secrets; after: Secrets } {
  const before = secretsOf(row, seal);
  // The sign-in of another kind of server would be none here.
  const kept = input.kind === row.kind ? before.credentials : {};
  const after = {
    password: input.password ?? before.password,
    credentials: changedSignIns(kept, signInsFrom(input)),
  };
  return { before, after };
}
