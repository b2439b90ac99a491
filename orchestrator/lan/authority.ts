import { createHash, X509Certificate } from "node:crypto";
import * as z from "zod";
import type { Database, Db } from "../db/database.ts";
import type { Seal } from "../secrets/seal.ts";
import type { Authority } from "./certificates.ts";

const NAME = "lan.authority";
const PLACE = { table: "setting", column: "value", id: NAME };
const stored = z.object({ certificate: z.string(), privateKey: z.string() });

type Deps = { db: Database; seal: Seal; now: () => Date };

/** Undefined until it was needed for the first time. */
export async function readAuthority(db: Db, seal: Seal): Promise<Authority | undefined> {
  const row = await db.selectFrom("setting").select("value").where("name", "=", NAME).executeTakeFirst();
  return row === undefined ? undefined : stored.parse(JSON.parse(seal.open(row.value, PLACE)));
}

/** Made once: every machine that joins remembers its key, so another one would be a stranger to all of them. */
export async function ensureAuthority({ db, seal, now }: Deps, orchestratorId: string): Promise<Authority> {
  const known = await readAuthority(db.read, seal);
  if (known !== undefined) return known;
  const { makeAuthority } = await import("./certificates.ts");
  const made = await makeAuthority(orchestratorId, now());
  const value = seal.seal(JSON.stringify(made), PLACE);
  return db.write(async (tx) => {
    await tx
      .insertInto("setting")
      .values({ name: NAME, value })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .execute();
    return (await readAuthority(tx, seal)) ?? made;
  });
}

/** What join codes carry: the key stays the same even if the certificate around it is made anew. */
export function pinOf(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(key).digest("base64url");
}

export function fingerprintOf(certificate: string): string {
  return new X509Certificate(certificate).fingerprint256;
}
