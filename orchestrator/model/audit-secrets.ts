import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "./world.ts";

/** Invariant 7: no secret is in a file, a log line or an answer to people in clear. */
export function auditSecrets({ orchestrator, known, logLines }: World): void {
  const places = readdirSync(orchestrator.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ name: file, content: readFileSync(file) }));
  places.push({ name: "the log", content: Buffer.from(logLines.join("")) });
  for (const secret of known.secrets) {
    for (const { name, content } of places) {
      if (content.includes(secret)) throw new Error(`7: a secret (${secret.slice(0, 12)}…) is in ${name}`);
    }
  }
}
