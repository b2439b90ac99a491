import { randomBytes } from "node:crypto";
import { invalidField } from "../http/errors.ts";

/** Crockford's digits: none that is taken for another on paper. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 28;

/** 140 bits in seven groups, to be written down. */
export function newRecoveryCode(): string {
  const digits = [...randomBytes(LENGTH)].map((byte) => DIGITS[byte % DIGITS.length]).join("");
  return (digits.match(/.{4}/g) ?? []).join("-");
}

/** As it was made, whatever case, blanks and look-alikes somebody types. */
export function readRecoveryCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1")
    .replaceAll("U", "V");
  const isCode = plain.length === LENGTH && [...plain].every((digit) => DIGITS.includes(digit));
  if (!isCode)
    throw invalidField("recoveryCode", "is not a recovery code: seven groups of four letters and digits");
  return plain;
}
