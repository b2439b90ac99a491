import { createHash } from "node:crypto";
import { exitCodes, Refusal } from "../core/refusal.ts";

const PREFIX = "hf1.";
const CHECK_BYTES = 4;

/** Refuses what is no join code, or one that was not copied whole. What it says is for the core to read. */
export function checkJoinCode(text: string): void {
  const code = text.replace(/\s/g, "");
  if (!code.startsWith(PREFIX)) {
    throw new Refusal(`This is not a join code: those start with ${PREFIX}`, exitCodes.usage);
  }
  const bytes = Buffer.from(code.slice(PREFIX.length), "base64url");
  const expected = createHash("sha256")
    .update(bytes.subarray(0, -CHECK_BYTES))
    .digest()
    .subarray(0, CHECK_BYTES);
  if (bytes.length > CHECK_BYTES && bytes.subarray(-CHECK_BYTES).equals(expected)) return;
  throw new Refusal("This join code is not complete, or has a typing error. Copy it again.", exitCodes.usage);
}
