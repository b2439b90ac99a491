import type { RepositoryAccess } from "#contract/repository";
import { type Answer, ask } from "./connection.ts";
import type { Server } from "./server-of.ts";

type Credentials = RepositoryAccess["credentials"];
/** No blob has this name, so nothing can get lost by deleting it. */
const NO_BLOB = "0".repeat(64);

/** Asks for the repository's config and reads only the status: 404 is an answer too, there is just no repository yet. */
export function headConfig(server: Server, credentials: Credentials, patienceMs: number) {
  return send(server, credentials, { method: "HEAD", path: "config" }, patienceMs);
}

/** Tries to delete what is not there: a server that only appends refuses before it looks. */
export function deleteNothing(server: Server, credentials: Credentials, patienceMs: number) {
  return send(server, credentials, { method: "DELETE", path: `data/${NO_BLOB}` }, patienceMs);
}

async function send(
  { url, ca }: Server,
  { username, backendPassword }: Credentials,
  { method, path }: { method: string; path: string },
  patienceMs: number,
): Promise<Answer | { problem: string }> {
  if (url === undefined) return { problem: "the address is incomplete" };
  const target = new URL(path, url.href.endsWith("/") ? url : `${url.href}/`);
  const pair = Buffer.from(`${username}:${backendPassword ?? ""}`).toString("base64");
  const headers = username === undefined ? {} : { authorization: `Basic ${pair}` };
  return await ask({ url: target, method, headers, ca }, patienceMs);
}
