import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { pipeline as flow } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import * as z from "zod";
import { DomainError } from "../http/errors.ts";
import type { Seal } from "../secrets/seal.ts";

/** The first line of the file; the rest is AES-256-GCM over the gzipped database, its tag at the end. */
const head = z.object({
  format: z.literal("holdfast-state"),
  version: z.literal(1),
  madeAt: z.string(),
  nonce: z.string(),
});
type Head = z.infer<typeof head>;

const TAG_BYTES = 16;
const LONGEST_HEAD = 1_000;
const ALGORITHM = "aes-256-gcm";

const keyOf = (seal: Seal, { nonce }: Head) => seal.derive(`moved state ${nonce}`);

/** What is in the database file, as it leaves this computer. Only the key that is in the recovery kit opens it. */
export function sealState(file: string, seal: Seal, now: Date, onEnd: () => void): Readable {
  const made: Head = {
    ...{ format: "holdfast-state", version: 1, madeAt: now.toISOString() },
    nonce: randomBytes(12).toString("base64"),
  };
  const line = `${JSON.stringify(made)}\n`;
  async function* sealed(source: AsyncIterable<Buffer>) {
    const cipher = createCipheriv(ALGORITHM, keyOf(seal, made), Buffer.from(made.nonce, "base64"));
    cipher.setAAD(Buffer.from(line));
    yield Buffer.from(line);
    for await (const part of source) yield cipher.update(part);
    yield cipher.final();
    yield cipher.getAuthTag();
  }
  return pipeline(createReadStream(file), createGzip(), sealed, onEnd) as unknown as Readable;
}

/** Makes the database file of a sealed state. Nothing is left of one that was changed or belongs to another kit. */
export async function openState(file: string, seal: Seal, target: string): Promise<void> {
  const { made, line, size, tag } = await readEnds(file);
  const decipher = createDecipheriv(ALGORITHM, keyOf(seal, made), Buffer.from(made.nonce, "base64"));
  decipher.setAAD(Buffer.from(line));
  decipher.setAuthTag(tag);
  const body = createReadStream(file, { start: Buffer.byteLength(line), end: size - TAG_BYTES - 1 });
  try {
    await flow(body, decipher, createGunzip(), createWriteStream(target, { mode: 0o600 }));
  } catch (cause) {
    await rm(target, { force: true });
    throw new DomainError(
      "wrong-state",
      "The state does not open: it is not whole, was changed, or belongs to another kit. Copy both files again from the old computer.",
      { cause },
    );
  }
}

async function readEnds(file: string) {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const first = Buffer.alloc(Math.min(size, LONGEST_HEAD));
    await handle.read(first, 0, first.length, 0);
    const line = first.toString("utf8").slice(0, first.toString("utf8").indexOf("\n") + 1);
    const made = head.safeParse(jsonOf(line)).data;
    if (made === undefined || size < Buffer.byteLength(line) + TAG_BYTES)
      throw new DomainError(
        "wrong-state",
        `${file} is no state of Holdfast. Name the file that was saved beside the kit.`,
      );
    const tag = Buffer.alloc(TAG_BYTES);
    await handle.read(tag, 0, TAG_BYTES, size - TAG_BYTES);
    return { made, line, size, tag };
  } finally {
    await handle.close();
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
