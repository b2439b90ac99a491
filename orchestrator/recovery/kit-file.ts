import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { type KitContent, type KitFile, kitContent } from "#contract/recovery";
import { invalidField } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { newRecoveryCode, readRecoveryCode } from "./recovery-code.ts";

/** 32 MiB a try. The code alone is too long to be guessed. */
const COST = { N: 32_768, r: 8, p: 1 };
const MOST_MEMORY = 2 ** 31 - 1;
const TAG_BYTES = 16;
const NOTE =
  "A recovery kit of Holdfast. Its code stands where you wrote it down. `holdfast kit open FILE` shows what is in it, `holdfast recover FILE` sets Holdfast up again.";

export async function sealKit(
  content: KitContent,
  now: Date,
): Promise<{ recoveryCode: string; file: KitFile }> {
  const recoveryCode = newRecoveryCode();
  const head = {
    format: "holdfast-kit",
    version: 1,
    madeAt: toInstant(now),
    note: NOTE,
    scrypt: { salt: randomBytes(16).toString("base64"), ...COST },
  } as const;
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", await keyOf(recoveryCode, head.scrypt), nonce);
  cipher.setAAD(boundTo(head));
  const plain = await promisify(gzip)(JSON.stringify(content));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return {
    recoveryCode,
    file: { ...head, nonce: nonce.toString("base64"), sealed: sealed.toString("base64") },
  };
}

export async function openKit(file: KitFile, typedCode: string): Promise<KitContent> {
  const key = await keyOf(typedCode, file.scrypt);
  return kitContent.parse(JSON.parse((await promisify(gunzip)(decrypt(key, file))).toString("utf8")));
}

function decrypt(key: Buffer, file: KitFile): Buffer {
  try {
    const sealed = Buffer.from(file.sealed, "base64");
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(file.nonce, "base64"));
    decipher.setAAD(boundTo(file));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw invalidField(
      "recoveryCode",
      "does not open this file: the code is another one, or the file was changed",
    );
  }
}

function keyOf(code: string, { salt, N, r, p }: KitFile["scrypt"]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: Math.min(MOST_MEMORY, 256 * N * r) };
    scrypt(readRecoveryCode(code), Buffer.from(salt, "base64"), 32, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function boundTo({
  format,
  version,
  madeAt,
  scrypt: { salt, N, r, p },
}: Omit<KitFile, "nonce" | "sealed" | "note">): Buffer {
  return Buffer.from([format, version, madeAt, salt, N, r, p].join("|"));
}
