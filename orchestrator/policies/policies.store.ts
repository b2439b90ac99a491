import { sql } from "kysely";
import type * as z from "zod";
import { type listPolicies, type Policy, type PolicyInput, policyInput } from "#contract/policies";
import type { Db } from "../db/database.ts";
import { holdsText } from "../db/holds-text.ts";
import type { Row } from "../db/tables.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { leastRecentlyUsed } from "../schedule/least-recently-used.ts";

type ListQuery = z.output<(typeof listPolicies)["query"]>;

/** The settings of a policy, with today's defaults for fields that are younger than the row. Shared: nobody may change them. */
export function policyBody(row: Pick<Row<"policy">, "body_json">): PolicyInput {
  return parsed(row.body_json);
}

/** A fleet shares few policies, and asks for each of them with every machine. */
const parsed = leastRecentlyUsed(256, (text): PolicyInput => policyInput.parse(JSON.parse(text)));

function policies(db: Db) {
  return db
    .selectFrom("policy")
    .innerJoin("repository", "repository.id", "policy.repository_id")
    .selectAll("policy")
    .select((eb) => [
      "repository.name as repository_name",
      eb
        .selectFrom("assignment")
        .select(eb.fn.countAll<number>().as("count"))
        .whereRef("assignment.policy_id", "=", "policy.id")
        .as("agent_count"),
      labelsOfPolicy,
    ]);
}

/** The labels of a policy as one JSON text, in a query that selects from `policy`. */
export const labelsOfPolicy = sql<string>`(
  select json_group_array(label order by label) from policy_label where policy_label.policy_id = policy.id
)`.as("labels_json");

type NamedPolicy = Row<"policy"> & {
  repository_name: string;
  agent_count: number | null;
  labels_json: string;
};

export async function readPolicy(db: Db, id: string): Promise<Policy | undefined> {
  const row = await policies(db).where("policy.id", "=", id).executeTakeFirst();
  return row && toPolicy(row);
}

export async function findPolicies(db: Db, { limit, cursor, q, repository }: ListQuery) {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, 1)[0];
  const rows = await policies(db)
    .$if(repository !== undefined, (query) => query.where("policy.repository_id", "=", repository ?? ""))
    .$if(q !== undefined, (query) => query.where(holdsText("policy.name", q)))
    .$if(after !== undefined, (query) => query.where("policy.name", ">", after ?? ""))
    .orderBy("policy.name")
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, ({ name }) => [name], toPolicy);
}

export async function policyNamed(db: Db, name: string): Promise<string | undefined> {
  const row = await db.selectFrom("policy").select("id").where("name", "=", name).executeTakeFirst();
  return row?.id;
}

export function toPolicy(row: NamedPolicy): Policy {
  return {
    ...policyBody(row),
    id: row.id,
    revision: row.revision,
    repositoryName: row.repository_name,
    agentCount: row.agent_count ?? 0,
    labels: JSON.parse(row.labels_json) as string[],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    managedBy: row.managed_by,
  };
}
