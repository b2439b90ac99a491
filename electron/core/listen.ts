import { readFileSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { LAN_PORT } from "#contract/lan";
import { errorCode, exitCodes, Refusal } from "./refusal.ts";

export type Address = { host: string; port: number };
type Listen = (at: Address) => Promise<{ url: string }>;

const DEFAULT_PORT = 8484;
const LOOPBACK = "127.0.0.1";

/** `127.0.0.1:8484`, `[::1]:0`, `localhost:8484` or a bare port; everything beyond this computer is refused. */
export function parseListen(text: string): Address {
  const match = /^(?:(?:\[([^\]]+)\]|([^:[\]]+)):)?(\d{1,5})$/.exec(text.trim());
  const port = Number(match?.[3]);
  if (match === null || port > 65_535) {
    throw new Refusal(`"${text}" is no address to listen on: write 127.0.0.1:8484.`, exitCodes.usage);
  }
  const host = match[1] ?? match[2] ?? LOOPBACK;
  if (host === "localhost") return { host: LOOPBACK, port };
  if (host === "::1" || /^127(\.\d{1,3}){3}$/.test(host)) return { host, port };
  throw new Refusal(
    `Holdfast does not listen on ${host}: without encryption, passwords and backups would cross the network in the clear. ` +
      "Use 127.0.0.1, and an SSH tunnel to come from elsewhere.",
    exitCodes.usage,
  );
}

/** `0.0.0.0:8485`, `[::]:8485`, a host alone or a bare port. Over TLS, so beyond this computer too. */
export function parseLan(text: string): Address {
  const given = text.trim();
  const match = /^(\d{1,5})$|^(?:\[([0-9a-f:]+)\]|([^:[\]/\s]+))(?::(\d{1,5}))?$/i.exec(given);
  const port = Number(match?.[1] ?? match?.[4] ?? LAN_PORT);
  if (match === null || port > 65_535) {
    throw new Refusal(`"${text}" is no address for other machines: write 0.0.0.0:8485.`, exitCodes.usage);
  }
  return { host: match[2] ?? match[3] ?? "0.0.0.0", port };
}

/** The address that was asked for or none; without one the usual port, else that of last time, else any. */
export async function listenSomewhere(
  listen: Listen,
  { asked, dataDir }: { asked: Address | undefined; dataDir: string },
): Promise<{ url: string }> {
  if (asked !== undefined) return await listenThere(listen, asked);
  const lastFile = join(dataDir, "last-port");
  const ports = [...new Set([DEFAULT_PORT, readPort(lastFile), 0])].filter((port) => port !== undefined);
  for (const port of ports) {
    const listening = await listenUnlessTaken(listen, { host: LOOPBACK, port });
    if (listening === undefined) continue;
    await writeFileAtomic(lastFile, new URL(listening.url).port, { mode: 0o600 });
    return listening;
  }
  throw new Refusal(
    "No port is free on this computer, so Holdfast cannot start. Close other programs and try again.",
  );
}

async function listenThere(listen: Listen, asked: Address): Promise<{ url: string }> {
  const listening = await listenUnlessTaken(listen, asked);
  if (listening !== undefined) return listening;
  throw new Refusal(
    `Another program already listens on ${asked.host}:${asked.port}, so Holdfast cannot start there. ` +
      "Stop it, choose another port with --listen, or leave --listen out to take any free one.",
  );
}

async function listenUnlessTaken(listen: Listen, at: Address): Promise<{ url: string } | undefined> {
  try {
    return await listen(at);
  } catch (error) {
    // Windows keeps whole ranges of ports for itself and answers EACCES there.
    if (["EADDRINUSE", "EACCES"].includes(errorCode(error) ?? "")) return undefined;
    throw error;
  }
}

function readPort(file: string): number | undefined {
  try {
    const port = Number(readFileSync(file, "utf8"));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}
