import { problemOfConnecting, problemOfGreeting, problemOfHandshake } from "../backend/connection.ts";
import type { Server } from "../backend/server-of.ts";
import { type Finding, failed, ok, skipped } from "./finding.ts";

export const PATIENCE_MS = 8_000;

export async function reachServer(server: Server): Promise<Finding> {
  const isWeb = server.url !== undefined;
  const problem = await (isWeb ? problemOfConnecting : problemOfGreeting)(server, PATIENCE_MS);
  if (problem === undefined) return ok();
  return failed("repository-unreachable", unreached(`${server.host}:${server.port}`, server.host, problem));
}

export async function trustServer(server: Server): Promise<Finding> {
  if (server.url?.protocol !== "https:")
    return skipped("The address is plain http: whoever is in between can read the sign-in.");
  const problem = await problemOfHandshake(server, PATIENCE_MS);
  if (problem === undefined) return ok();
  const isNoTls = /EPROTO|WRONG_VERSION|PACKET_LENGTH/.test(problem);
  return isNoTls
    ? failed(
        "repository-unreachable",
        `The server does not speak TLS at this port (${problem}), so nothing can be sent. Write http:// instead of https://, or correct the port.`,
      )
    : failed(
        "tls-untrusted",
        `The server's certificate is not trusted (${problem}), so nothing is sent to it. ${wayOutOf(problem)}`,
      );
}

function unreached(address: string, host: string, problem: string): string {
  if (/ENOTFOUND|EAI_AGAIN/.test(problem))
    return `The name ${host} is not known (${problem}), so nothing can be backed up there. Check how it is spelled, and the network.`;
  if (problem === "ECONNREFUSED")
    return `Nothing listens at ${address} (${problem}), so nothing can be backed up there. Check the port, and whether the server runs.`;
  return `${address} does not answer (${problem}), so nothing can be backed up there. Check the address, the network and whether the server runs.`;
}

function wayOutOf(problem: string): string {
  if (/EXPIRED/.test(problem)) return "It has expired: renew it on the server.";
  if (/ALTNAME/.test(problem)) return "It is for another name: write the address as the certificate has it.";
  if (/NOT_YET_VALID/.test(problem)) return "It is not valid yet: check the clock of this machine.";
  return "Enter the certificate of the authority that signed it, or correct the address.";
}
