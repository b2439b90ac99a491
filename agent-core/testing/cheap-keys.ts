import { createDecipheriv, scryptSync } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { putFile, sealAsRestic } from "./seal-as-restic.ts";

type Cost = { N: number; r: number; p: number };
const CHEAP: Cost = { N: 16, r: 1, p: 1 };
const keyFile = z.looseObject({ N: z.int(), r: z.int(), p: z.int(), salt: z.base64(), data: z.base64() });

/**
 * Makes the keys of a repository cheap to open. restic chooses them so that each of its commands works half a second on
 * the password, which is most of the time of a test.
 */
export async function makeKeysCheap(repositoryDir: string, password: string): Promise<void> {
  const folder = join(repositoryDir, "keys");
  for (const name of await readdir(folder)) {
    const key = keyFile.parse(JSON.parse(await readFile(join(folder, name), "utf8")));
    const salt = Buffer.from(key.salt, "base64");
    const sealed = Buffer.from(key.data, "base64");
    const decipher = createDecipheriv(
      "aes-256-ctr",
      derive(password, salt, key).encrypt,
      sealed.subarray(0, 16),
    );
    const master = decipher.update(sealed.subarray(16, -16));
    // A wrong password shows here, for what comes out is no JSON.
    JSON.parse(master.toString());
    const cheap = derive(password, salt, CHEAP);
    const data = sealAsRestic(JSON.stringify(cheap.asMasterKey), master).toString("base64");
    await rm(join(folder, name));
    await putFile(folder, Buffer.from(JSON.stringify({ ...key, ...CHEAP, data })));
  }
}

function derive(password: string, salt: Buffer, { N, r, p }: Cost) {
  const bytes = scryptSync(password, salt, 64, { N, r, p, maxmem: 256 * 2 ** 20 });
  const part = (from: number, to: number) => bytes.subarray(from, to).toString("base64");
  return {
    encrypt: bytes.subarray(0, 32),
    asMasterKey: { encrypt: part(0, 32), mac: { k: part(32, 48), r: part(48, 64) } },
  };
}
