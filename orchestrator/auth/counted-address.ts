import { isIPv6 } from "node:net";

/** All addresses by which a computer reaches itself. */
export const LOOPBACK = "loopback";

/** What counts as one caller: of IPv6 a whole /64, in which one computer can have as many addresses as it likes. */
export function countedAddress(ip: string): string {
  const address = ip.replace(/%.*$/, "").replace(/^::ffff:(?=[\d.]+$)/i, "");
  if (address === "::1" || address.startsWith("127.")) return LOOPBACK;
  return isIPv6(address) ? `${firstFourGroups(address)}::/64` : address;
}

function firstFourGroups(address: string): string {
  const [head = "", tail = ""] = address.split("::");
  const [before, after] = [groupsOf(head), groupsOf(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}

function groupsOf(part: string): string[] {
  return part === "" ? [] : part.toLowerCase().split(":");
}
