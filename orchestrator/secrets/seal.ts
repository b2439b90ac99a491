import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { Database } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";

/** The row and column a sealed text belongs to: it opens nowhere else. */
export type SealPlace = { table: string; column: string; id: string };
export type Seal = {
  seal(text: string, place: SealPlace): string;
  open(sealed: string, place: SealPlace): string;
  /** A secret that whoever has the key can make again, and nobody else: it is in every recovery kit before it is used. */
  derive(purpose: string): Buffer;
};

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CANARY = "seal.canary";
const CANARY_PLACE = { table: "setting", column: "value", id: CANARY };
const PART = "([A-Za-z0-9_-]*)";
const FORMAT = new RegExp(`^v1\\.([0-9a-f]{8})\\.${PART}\\.${PART}\\.${PART}$`);

/** AES-256-GCM as `v1.<kid>.<nonce>.<ct>.<tag>`. */
export function createSeal(key: Buffer): Seal {
  if (key.length !== KEY_BYTES) {
    throw new Error(
      `The key has ${key.length} bytes and must have ${KEY_BYTES}: the key file is damaged or is another file. Put the right key file back and start again.`,
    );
  }
  const kid = keyId(key);
  const derivingKey = Buffer.from(hkdfSync("sha256", key, "", "holdfast derived secrets", KEY_BYTES));
  return {
    seal(text, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      cipher.setAAD(boundTo(place, kid));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return ["v1", kid, ...[nonce, sealed, cipher.getAuthTag()].map(toText)].join(".");
    },
    open(sealed, place) {
      const [, sealedBy, nonce = "", text = "", tag = ""] = FORMAT.exec(sealed) ?? [];
      const where = `${place.table}.${place.column}`;
      if (sealedBy === undefined) throw new Error(`What is stored in ${where} is not a sealed text.`);
      if (sealedBy !== kid) {
        throw new Error(
          `What is stored in ${where} was sealed with key ${sealedBy}, and this is key ${kid}: the key file does not belong to this database.`,
        );
      }
      return decrypt(key, { nonce, text, tag }, boundTo(place, kid), where);
    },
    derive: (purpose) => createHmac("sha256", derivingKey).update(purpose).digest(),
  };
}

/** Refuses to go on with a key that did not seal what this database holds. The first start decides which key that is. */
export async function checkKey(db: Database, seal: Seal): Promise<void> {
  const canary = await db.write(async (tx) => {
    await tx
      .insertInto("setting")
      .values({ name: CANARY, value: seal.seal("holdfast", CANARY_PLACE) })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .execute();
    return tx.selectFrom("setting").select("value").where("name", "=", CANARY).executeTakeFirstOrThrow();
  });
  try {
    seal.open(canary.value, CANARY_PLACE);
  } catch (cause) {
    throw new DomainError(
      "wrong-state",
      "The key file does not belong to this database. Without the right key the passwords of the repositories cannot be read, " +
        "so Holdfast does not start. Put the key file back that was used with this data folder, or choose the data folder that belongs to this key.",
      { cause },
    );
  }
}

type Parts = { nonce: string; text: string; tag: string };

function decrypt(key: Buffer, parts: Parts, boundTo: Buffer, where: string): string {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, fromText(parts.nonce, NONCE_BYTES));
    decipher.setAAD(boundTo);
    // A short tag would be accepted by its own length and is far easier to guess.
    decipher.setAuthTag(fromText(parts.tag, TAG_BYTES));
    return Buffer.concat([decipher.update(fromText(parts.text)), decipher.final()]).toString("utf8");
  } catch (error) {
    throw new Error(`What is stored in ${where} was changed, or belongs to another row: it does not open.`, {
      cause: error,
    });
  }
}

/** Names the key without giving anything of it away. */
function keyId(key: Buffer): string {
  const derived = Buffer.from(hkdfSync("sha256", key, "", "holdfast key id", KEY_BYTES));
  return createHash("sha256").update(derived).digest("hex").slice(0, 8);
}

function boundTo({ table, column, id }: SealPlace, kid: string): Buffer {
  return Buffer.from([table, column, id, kid].join("|"));
}

function toText(bytes: Buffer): string {
  return bytes.toString("base64url");
}

function fromText(text: string, length?: number): Buffer {
  const bytes = Buffer.from(text, "base64url");
  if (toText(bytes) !== text) throw new Error("not base64url");
  if (length !== undefined && bytes.length !== length) throw new Error("wrong length");
  return bytes;
}
