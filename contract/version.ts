/** Moves only when an older reader would misunderstand a newer writer. */
export const PROTOCOL_VERSION = 1;

/** The oldest restic whose exit codes tell a wrong password, a missing and a locked repository apart. */
export const MINIMUM_RESTIC = "0.17.1";

export const API = "/api/v1";

/** By its numbers; what is added to them, as in 1.2.0-beta, does not make it older. */
export function isOlderVersion(version: string, than: string): boolean {
  const [own, other] = [numbersOf(version), numbersOf(than)];
  const at = other.findIndex((number, index) => number !== (own[index] ?? 0));
  return (own[at] ?? 0) < (other[at] ?? 0);
}

/** Every heartbeat names two versions, and a fleet has few of them. */
const numbers = new Map<string, number[]>();
const VERSIONS_KEPT = 1_000;

function numbersOf(version: string): number[] {
  const known = numbers.get(version);
  if (known !== undefined) return known;
  const read = (version.match(/\d+/g) ?? []).map(Number);
  // Whoever makes versions up fills nobody's memory.
  if (numbers.size >= VERSIONS_KEPT) numbers.clear();
  numbers.set(version, read);
  return read;
}
