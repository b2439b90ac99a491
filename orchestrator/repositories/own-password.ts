import { createHmac } from "node:crypto";
import type { Seal } from "../secrets/seal.ts";

/** Opens every repository inside one place and nothing else. */
export function keyOfPlace(seal: Seal, placeId: string): Buffer {
  return seal.derive(`passwords of the repositories in ${placeId}`);
}

/** Follows from the key of the place, so that its recovery kit opens the repositories of machines that came later too. */
export function ownPassword(seal: Seal, placeId: string, agentId: string): string {
  return createHmac("sha256", keyOfPlace(seal, placeId)).update(agentId).digest("base64url");
}
