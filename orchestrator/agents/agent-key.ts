import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Seal } from "../secrets/seal.ts";

const PREFIX = "hfa_";
const ID_BYTES = 16;
const SECRET_BYTES = 32;
const PROOF_BYTES = 16;

/**
 * 256 random bits, with the machine's id and a proof that this orchestrator made it: so one that was set up again from an older
 * recovery kit knows a machine that joined after the kit. What a key opens is decided by its stored hash alone.
 */
export function newAgentKey(seal: Seal, agentId: string): string {
  const made = Buffer.concat([idBytes(agentId), randomBytes(SECRET_BYTES)]);
  return PREFIX + Buffer.concat([made, proofOf(seal, made)]).toString("base64url");
}

/** Says nothing about whether it is, or ever was, a key. */
export function looksLikeAgentKey(bearer: string): boolean {
  return bearer.startsWith(PREFIX);
}

/** The machine that a key was made for, by whoever had this orchestrator's key; undefined for any other text. */
export function machineOfKey(seal: Seal, bearer: string): string | undefined {
  if (!looksLikeAgentKey(bearer)) return undefined;
  const bytes = Buffer.from(bearer.slice(PREFIX.length), "base64url");
  if (bytes.length !== ID_BYTES + SECRET_BYTES + PROOF_BYTES) return undefined;
  const made = bytes.subarray(0, -PROOF_BYTES);
  if (!timingSafeEqual(proofOf(seal, made), bytes.subarray(-PROOF_BYTES))) return undefined;
  const hex = made.subarray(0, ID_BYTES).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function proofOf(seal: Seal, made: Buffer): Buffer {
  return seal.derive(`agent key ${made.toString("hex")}`).subarray(0, PROOF_BYTES);
}

const idBytes = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex");
