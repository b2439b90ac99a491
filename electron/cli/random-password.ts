import { randomInt } from "node:crypto";

/** Without l, I, 1, O and 0: somebody may have to type it from paper one day. */
const ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** 24 characters of about 5.8 bits each: 139 bits. */
export function randomPassword(): string {
  return Array.from({ length: 24 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}
