import type { AuditEntry, AuditThing } from "#contract/audit";
import type { Db } from "../db/database.ts";

type Told = Pick<AuditEntry, "object" | "detail">;

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** For entries, what their ids stand for today: the log itself keeps ids, which are never given twice. */
export async function namedThings(db: Db, entries: Told[]): Promise<(entry: Told) => AuditThing[]> {
  const ids = [...new Set(entries.flatMap(idsIn))];
  const named = (table: "policy" | "repository") =>
    db.selectFrom(table).select(["id", "name"]).where("id", "in", ids).execute();
  const agents = await db.selectFrom("agent").select(["id", "hostname"]).where("id", "in", ids).execute();
  const tasks = await db.selectFrom("task").select(["id", "kind"]).where("id", "in", ids).execute();
  const known = new Map<string, AuditThing>();
  for (const { id, hostname } of agents) known.set(id, { id, kind: "agent", name: hostname });
  for (const { id, name } of await named("policy")) known.set(id, { id, kind: "policy", name });
  for (const { id, name } of await named("repository")) known.set(id, { id, kind: "repository", name });
  for (const { id, kind } of tasks) known.set(id, { id, kind: "task", name: kind });
  return (entry) => [...new Set(idsIn(entry))].flatMap((id) => known.get(id) ?? []);
}

const idsIn = ({ object, detail }: Told): string[] => `${object} ${detail ?? ""}`.match(ID) ?? [];
