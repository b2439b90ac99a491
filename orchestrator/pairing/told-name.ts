const LONGEST = 60;

/** A name that somebody on the network gave: one short line, without signs that hide or turn anything around. */
export function toldName(name: string): string {
  const clean = name.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return [...clean].slice(0, LONGEST).join("");
}
