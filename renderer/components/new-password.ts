// Without 0, O, o, 1, l and I, which look alike on paper.
const ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const GROUPS = 5;
const GROUP_LENGTH = 5;

type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => void;

/** 25 characters out of 56 are 145 bits; in groups, so that people can read them out. */
export function newPassword(fillRandom: FillRandom = (bytes) => void crypto.getRandomValues(bytes)): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => letter(fillRandom)).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/** Draws again instead of folding the rest of a byte over, so that no letter is likelier than another. */
function letter(fillRandom: FillRandom): string {
  const byte = new Uint8Array(1);
  const limit = 256 - (256 % ALPHABET.length);
  do fillRandom(byte);
  while ((byte[0] ?? 255) >= limit);
  return ALPHABET.charAt((byte[0] ?? 0) % ALPHABET.length);
}
