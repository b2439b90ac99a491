import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";

const masterKey = z.object({ mac: z.object({ k: z.string(), r: z.string() }), encrypt: z.string() });

/** Encrypts and signs as restic does, with the repository's own key as `restic cat masterkey` tells it. */
export function sealAsRestic(keyText: string, plain: Buffer): Buffer {
  const key = masterKey.parse(JSON.parse(keyText));
  const nonce = randomBytes(16);
  const cipher = createCipheriv("aes-256-ctr", base64(key.encrypt), nonce);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  const pad = createCipheriv("aes-128-ecb", base64(key.mac.k), null);
  pad.setAutoPadding(false);
  const signature = poly1305(
    text,
    base64(key.mac.r),
    Buffer.concat([new Uint8Array(pad.update(nonce)), new Uint8Array(pad.final())]),
  );
  return Buffer.concat([new Uint8Array(nonce), new Uint8Array(text), new Uint8Array(signature)]);
}

/** Puts a file into a repository under the name that restic gives it: the hash of its content. */
export async function putFile(folder: string, file: Buffer): Promise<string> {
  const id = sha256(file);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, id), file);
  return id;
}

export const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

const base64 = (text: string) => Buffer.from(text, "base64");
const PRIME = (1n << 130n) - 5n;
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn;

function poly1305(message: Buffer, r: Buffer, s: Buffer): Buffer {
  const clamped = littleEndian(r) & CLAMP;
  let sum = 0n;
  for (let at = 0; at < message.length; at += 16)
    sum = ((sum + littleEndian(Buffer.from([...message.subarray(at, at + 16), 1]))) * clamped) % PRIME;
  sum = (sum + littleEndian(s)) & ((1n << 128n) - 1n);
  return Buffer.from(Array.from({ length: 16 }, (_, index) => Number((sum >> BigInt(8 * index)) & 255n)));
}

function littleEndian(bytes: Buffer): bigint {
  return [...bytes].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}
