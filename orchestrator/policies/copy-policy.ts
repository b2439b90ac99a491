import type { PolicyInput } from "#contract/policies";
import type { Tx } from "../db/database.ts";
import { notFound } from "../http/errors.ts";
import { policyBody, policyNamed } from "./policies.store.ts";

/** The same policy under the first free name, switched off until somebody has looked at it. */
export async function copyOf(tx: Tx, id: string): Promise<PolicyInput> {
  const row = await tx.selectFrom("policy").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw notFound("policy");
  const body = policyBody(row);
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? " (copy)" : ` (copy ${number})`;
    const name = body.name.slice(0, 100 - suffix.length) + suffix;
    if ((await policyNamed(tx, name)) === undefined) return { ...body, name, enabled: false };
  }
}
