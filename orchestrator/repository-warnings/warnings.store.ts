import type { RepositoryWarning, RepositoryWarningCode } from "#contract/repository-warnings";
import { atMost } from "../db/at-most.ts";
import type { Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { newId, toInstant } from "../ids.ts";

export type Finding = {
  code: RepositoryWarningCode;
  /** Of one code there is one warning for each subject. */
  subject?: string;
  message: string;
  freezes: boolean;
  /** It is new evidence each time: a warning that was acknowledged opens again. */
  reopens?: boolean;
  agentId?: string | null;
  policyId?: string | null;
  runId?: string | null;
};

/** What is open already stays as it is. What reopens and was acknowledged, or comes in other words, is news that nobody has seen, under a new id. */
export async function raiseWarning(tx: Tx, repositoryId: string, found: Finding, now: Date): Promise<void> {
  const { code, message, subject = "", reopens = false } = found;
  const known = await tx
    .selectFrom("repository_warning")
    .select(["id", "message", "acknowledged_at"])
    .where("repository_id", "=", repositoryId)
    .where("code", "=", code)
    .where("subject", "=", subject)
    .executeTakeFirst();
  const isAnswered = known?.acknowledged_at != null && reopens;
  if (known?.message === message && !isAnswered) return;
  const fresh = { id: newId(now), since: toInstant(now) };
  if (known === undefined) {
    await tx
      .insertInto("repository_warning")
      .values({
        ...{ ...fresh, repository_id: repositoryId, code, subject, message, freezes: found.freezes ? 1 : 0 },
        ...{
          agent_id: found.agentId ?? null,
          policy_id: found.policyId ?? null,
          run_id: found.runId ?? null,
        },
      })
      .execute();
    return;
  }
  await tx
    .updateTable("repository_warning")
    .set({
      message,
      ...(reopens && { ...fresh, acknowledged_at: null, acknowledged_by: null, told_at: null }),
    })
    .where("id", "=", known.id)
    .execute();
}

/** What it warned of is over. */
export async function clearWarning(
  tx: Tx,
  repositoryId: string,
  code: RepositoryWarningCode,
  subject = "",
): Promise<void> {
  await tx
    .deleteFrom("repository_warning")
    .where("repository_id", "=", repositoryId)
    .where("code", "=", code)
    .where("subject", "=", subject)
    .where("acknowledged_at", "is", null)
    .execute();
}

/** Newest first. */
export async function warningsOf(db: Db, repositoryId: string): Promise<RepositoryWarning[]> {
  const rows = await db
    .selectFrom("repository_warning")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .orderBy("since", "desc")
    .orderBy("id", "desc")
    .limit(atMost(200))
    .execute();
  return rows.map(toWarning);
}

export async function openWarnings(
  db: Db,
  repositoryIds: string[],
): Promise<Map<string, RepositoryWarning[]>> {
  const rows = await db
    .selectFrom("repository_warning")
    .selectAll()
    .where("repository_id", "in", repositoryIds)
    .where("acknowledged_at", "is", null)
    .orderBy("freezes", "desc")
    .orderBy("since", "desc")
    .execute();
  const byRepository = Map.groupBy(rows, (row) => row.repository_id);
  return new Map([...byRepository].map(([id, found]) => [id, found.map(toWarning)]));
}

/** Why nothing may be forgotten in this repository now, in a sentence, or nothing. */
export async function freezeOf(db: Db, repositoryId: string): Promise<string | undefined> {
  const rows = await db
    .selectFrom("repository_warning")
    .select("message")
    .where("repository_id", "=", repositoryId)
    .where("freezes", "=", 1)
    .where("acknowledged_at", "is", null)
    .orderBy("since")
    .execute();
  const [first, ...more] = rows.map(({ message }) => message);
  if (first === undefined) return undefined;
  const odd = more.length === 0 ? first : `${first} (and ${more.length} more)`;
  return `Retention of this repository is frozen: ${odd} Look at it on the repository's page, then acknowledge it.`;
}

function toWarning(row: Row<"repository_warning">): RepositoryWarning {
  return {
    id: row.id,
    code: row.code as RepositoryWarningCode,
    message: row.message,
    since: row.since,
    freezes: row.freezes === 1,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    agentId: row.agent_id,
    policyId: row.policy_id,
    runId: row.run_id,
  };
}
