import { createHash, createHmac } from "node:crypto";

/** What a machine shows only after the other side has named its nonce. */
export type Revealed = { publicKey: string; nonce: string };
type Compared = Revealed & { orchestratorId: string; pin: string; orchestratorNonce: string };

/** Binds a machine to its key and nonce before it knows the other nonce: nobody can search for digits that match. */
export function commitmentOf({ publicKey, nonce }: Revealed): string {
  const shown = ["holdfast pairing 1", publicKey, nonce].join("\0");
  return createHash("sha256").update(shown).digest("base64url");
}

/** Six digits over both keys: whoever sits between the two has another one towards at least one side. */
export function digitsOf({ publicKey, nonce, orchestratorId, pin, orchestratorNonce }: Compared): string {
  const seen = ["holdfast digits 1", orchestratorId, pin, publicKey].join("\0");
  const mac = createHmac("sha256", `${nonce}${orchestratorNonce}`).update(seen).digest();
  return String(mac.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}
