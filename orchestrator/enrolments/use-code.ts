import { randomBytes } from "node:crypto";
import * as z from "zod";
import { type Enrolment, enrolment } from "#contract/enrolments";
import type { Tx } from "../db/database.ts";
import { hashSecret, newId, toInstant } from "../ids.ts";

export type UsedCode = {
  labels: string[];
  approval: Enrolment["approval"];
  isLocal: boolean;
  reusable: boolean;
};

const SECRET_BYTES = 16;
const LOCAL_LIFE_MS = 60_000;
const labels = z.array(z.string());

/** Takes one use of a code, or says with `undefined` that it does not let anybody in (any more). */
export async function useCode(tx: Tx, code: string, now: Date): Promise<UsedCode | undefined> {
  const row = await tx
    .updateTable("enrolment")
    .set((value) => ({ uses_left: value("uses_left", "-", 1) }))
    .where("code_hash", "=", hashSecret(code))
    .where("uses_left", ">", 0)
    .where("expires_at", ">", toInstant(now))
    .returning(["labels_json", "approval", "is_local", "uses"])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    labels: labels.parse(JSON.parse(row.labels_json)),
    approval: enrolment.shape.approval.parse(row.approval),
    isLocal: row.is_local === 1,
    reusable: row.uses > 1,
  };
}

/** For the agent in this same process: it joins anew at each start, so what earlier starts left behind is swept away. */
export async function createLocalCode(tx: Tx, now: Date): Promise<string> {
  await tx
    .deleteFrom("enrolment")
    .where("is_local", "=", 1)
    .where((row) => row.or([row("uses_left", "=", 0), row("expires_at", "<=", toInstant(now))]))
    .execute();
  const code = newCode();
  await tx
    .insertInto("enrolment")
    .values({
      id: newId(now),
      label: "this computer",
      code_hash: hashSecret(code),
      uses: 1,
      uses_left: 1,
      approval: "automatic",
      labels_json: "[]",
      is_local: 1,
      created_at: toInstant(now),
      expires_at: toInstant(new Date(now.getTime() + LOCAL_LIFE_MS)),
    })
    .execute();
  return code;
}

/** Shorter than other secrets, because it is carried around in a QR code and lives for minutes. */
export function newCode(): string {
  return `hfe_${randomBytes(SECRET_BYTES).toString("base64url")}`;
}
