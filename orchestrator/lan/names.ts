import { isIP } from "node:net";
import { bareHost, hostNames, isWildcard, reachableAt, type Surroundings, urlOf } from "./addresses.ts";
import type { Address } from "./listener.ts";

const MOST_HINTS = 4;
const LOOPBACK = ["localhost", "127.0.0.1"];

/** Where other machines may find the listener. The name comes last: one that nobody resolves costs them time. */
export function addressHints(at: Address, given: string[], machine: Surroundings): string[] {
  if (given.length > 0) return given;
  const found = reachableAt(at.host, machine);
  const [name] = isWildcard(at.host) ? hostNames(machine) : [];
  const hints = name === undefined ? found : [...found.slice(0, MOST_HINTS - 1), name];
  return hints.slice(0, MOST_HINTS).map((host) => urlOf(host, at.port));
}

/** Every name under which the listener may be asked; anything else is a foreign name that points here. */
export function ownNames(at: Address, given: string[], machine: Surroundings): string[] {
  const named = given.map((url) => bareHost(new URL(url).host));
  return [...new Set([...hostNames(machine), ...reachableAt(at.host, machine), ...named, ...LOOPBACK])];
}

export function splitNames(all: string[]): { names: string[]; addresses: string[] } {
  return {
    names: all.filter((name) => isIP(name) === 0),
    addresses: all.filter((name) => isIP(name) !== 0),
  };
}
