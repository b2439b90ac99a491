import { hostKeyLines, type PlaceOfKind } from "./repository-place.ts";

/** The server's keys as ssh wants them: whatever names the lines carry, they hold for this server and no other. */
export function knownHosts({ host, port = 22 }: PlaceOfKind<"sftp">, hostKey: string): string {
  const name = port === 22 ? host : `[${host}]:${port}`;
  return hostKeyLines(hostKey)
    .map((line) => `${name} ${keyIn(line)}\n`)
    .join("");
}

/** `name type key comment` or `type key comment`. */
function keyIn(line: string): string {
  const words = line.split(/\s+/);
  const start = words.findIndex((word) => /^(ssh|ecdsa|sk)-/.test(word));
  return words.slice(start, start + 2).join(" ");
}
