import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { Lock } from "../restic/locks.ts";

const masterKey = z.object({ mac: z.object({ k: z.string(), r: z.string() }), encrypt: z.string() });

/** Puts a lock into a repository as restic writes it: encrypted and signed with the repository's own key. */
export async function forgeLock(
  repositoryDir: string,
  keyText: string,
  lock: Omit<Lock, "id">,
): Promise<string> {
  const key = masterKey.parse(JSON.parse(keyText));
  const nonce = randomBytes(16);
  const cipher = createCipheriv("aes-256-ctr", base64(key.encrypt), nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(lock)), cipher.final()]);
  const pad = createCipheriv("aes-128-ecb", base64(key.mac.k), null);
  pad.setAutoPadding(false);
  const signature = poly1305(
    text,
    base64(key.mac.r),
    Buffer.concat([new Uint8Array(pad.update(nonce)), new Uint8Array(pad.final())]),
  );
  const file = Buffer.concat([new Uint8Array(nonce), new Uint8Array(text), new Uint8Array(signature)]);
  const id = createHash("sha256").update(file).digest("hex");
  await writeFile(join(repositoryDir, "locks", id), file);
  return id;
}

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
