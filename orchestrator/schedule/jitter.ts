import { createHash } from "node:crypto";
import type { Id } from "#contract/values";

/** Whole seconds from 0 to `jitterSeconds` - 1 by which this machine starts later, the same every time. */
export function jitterOf(policyId: Id, agentId: Id, jitterSeconds: number | undefined): number {
  if (!jitterSeconds) return 0;
  const digest = createHash("sha256").update(`${policyId}/${agentId}`).digest();
  return digest.readUIntBE(0, 6) % jitterSeconds;
}
