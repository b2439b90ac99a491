import { isIPv6 } from "node:net";
import { LAN_PORT } from "#contract/lan";
import { exitCodes, Refusal } from "../core/refusal.ts";

/** Where another computer is reached, as people write it: `192.168.1.9`, `nas.home`, `nas:8485`, `https://nas:8485`. A mere word is none. */
export function baseUrl(text: string): string {
  if (text.includes("://")) return withPort(text);
  if (isIPv6(text)) return withPort(`https://[${text}]`);
  const isHost = /[.:]/.test(text) || text === "localhost";
  if (isHost) return withPort(`https://${text}`);
  const name = withPort(text);
  throw new Refusal(
    `“${text}” may be a word or a computer, so nothing was changed. Write a name with its port, as in ${name}, or an address, as in 192.168.1.9.`,
    exitCodes.usage,
  );
}

const withPort = (url: string) => (/:\d+$/.test(url) ? url : `${url}:${LAN_PORT}`);
