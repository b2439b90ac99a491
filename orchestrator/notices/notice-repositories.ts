import { atMost } from "../db/at-most.ts";
import type { Database } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { nobody } from "./message.ts";
import { recordNotice } from "./notices.store.ts";
import { lines, shortTime } from "./words.ts";

const AT_ONCE = 100;

/** Tells once of each thing that is odd about a repository; loudest of what holds retention back. */
export async function noticeRepositories(db: Database, now: Date): Promise<void> {
  const untold = await db.read
    .selectFrom("repository_warning")
    .select("id")
    .where("told_at", "is", null)
    .where("acknowledged_at", "is", null)
    .limit(atMost(AT_ONCE))
    .execute();
  for (const { id } of untold) await noticeWarning(db, id, now);
}

async function noticeWarning(db: Database, id: string, now: Date): Promise<void> {
  await db.write(async (tx) => {
    const warning = await tx
      .updateTable("repository_warning")
      .set({ told_at: toInstant(now) })
      .where("id", "=", id)
      .where("told_at", "is", null)
      .returningAll()
      .executeTakeFirst();
    if (warning === undefined) return;
    const repository = await tx
      .selectFrom("repository")
      .select("name")
      .where("id", "=", warning.repository_id)
      .executeTakeFirstOrThrow();
    const freezes = warning.freezes === 1;
    const text = lines(
      warning.message,
      freezes ? "No snapshot is removed there until somebody has looked and acknowledged it." : undefined,
      `Since ${shortTime(warning.since)}.`,
    );
    const content = {
      ...nobody,
      repositoryId: warning.repository_id,
      repositoryName: repository.name,
      agentId: warning.agent_id,
      policyId: warning.policy_id,
      runId: warning.run_id,
      title: `Something is odd about the repository “${repository.name}”`,
      text,
      cause: null,
    };
    const decision = {
      kind: "warnings",
      severity: freezes ? "problem" : "warning",
      tell: true,
      reason: "Told once for each warning.",
      replaces: null,
    } as const;
    await recordNotice(tx, `repository-warning:${id}`, decision, content, now);
  });
}
