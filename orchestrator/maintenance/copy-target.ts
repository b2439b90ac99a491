import { reasonAgainstCopy } from "#contract/copying";
import type { MaintenanceInput } from "#contract/maintenance";
import { invalidField } from "../http/errors.ts";
import { accessOf } from "../repositories/open-repository.ts";
import type { Sealing } from "../repositories/own-repositories.ts";
import { repositoryRow } from "../repositories/repository-row.ts";

/**
 * Only of what somebody plans now: keys that change later, here and then there, must not have to change in one moment. Until both fit
 * again a copy fails with the same words.
 */
export async function assertCopyTarget(
  { tx, seal }: Sealing,
  repositoryId: string,
  { copy }: MaintenanceInput,
): Promise<void> {
  if (copy == null) return;
  const refuse = (message: string) => invalidField("maintenance.copy.toRepositoryId", message);
  if (copy.toRepositoryId === repositoryId) throw refuse("a repository is not copied to itself");
  const target = await tx
    .selectFrom("repository")
    .selectAll()
    .where("id", "=", copy.toRepositoryId)
    .executeTakeFirst();
  if (target === undefined) throw refuse("there is no such repository");
  if (target.per_agent === 1)
    throw refuse("every machine has a repository of its own in this place; name another repository");
  const source = await repositoryRow(tx, repositoryId);
  const against = reasonAgainstCopy(accessOf(source, seal), accessOf(target, seal));
  if (against !== undefined) throw refuse(against);
}
