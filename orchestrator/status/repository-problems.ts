import type { OpenProblem } from "#contract/status";
import type { Db } from "../db/database.ts";
import { openWarnings } from "../repository-warnings/warnings.store.ts";

type Machine = { id: string; hostname: string };

/** What is odd about repositories, one entry for each of them: shown with the first machine, for a repository has none. */
export async function repositoryProblems(db: Db, machine: Machine | undefined): Promise<OpenProblem[]> {
  if (machine === undefined) return [];
  const repositories = await db.selectFrom("repository").select(["id", "name"]).orderBy("name").execute();
  const warnings = await openWarnings(
    db,
    repositories.map(({ id }) => id),
  );
  return repositories.flatMap(({ id, name }): OpenProblem[] => {
    const [first, ...more] = warnings.get(id) ?? [];
    if (first === undefined) return [];
    const kept = first.freezes ? "No snapshot is removed there until somebody has looked." : "Backups go on.";
    return [
      {
        severity: "warning",
        agentId: machine.id,
        hostname: machine.hostname,
        policyId: null,
        policyName: null,
        runId: null,
        repositoryId: id,
        title: `${name}: ${first.message}`,
        effect: more.length === 0 ? kept : `${kept} And ${more.length} more.`,
        action: "open-repository",
      },
    ];
  });
}
