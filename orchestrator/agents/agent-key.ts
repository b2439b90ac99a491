import { newSecret } from "../ids.ts";

const PREFIX = "hfa";

export function newAgentKey(): string {
  return newSecret(PREFIX);
}

/** Says nothing about whether it is, or ever was, a key. */
export function looksLikeAgentKey(bearer: string): boolean {
  return bearer.startsWith(`${PREFIX}_`);
}
