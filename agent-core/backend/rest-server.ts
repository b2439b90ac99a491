import * as z from "zod";
import type { RepositoryAccess } from "#contract/repository";
import { parseJson } from "../restic/messages.ts";
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

const listing = z.array(z.looseObject({ size: z.number().min(0) }));
const FOLDERS = ["data", "index", "snapshots", "keys", "locks"];
const LISTING = { method: "GET", accept: "application/vnd.x.restic.rest.v2", mostBody: 256 * 1024 * 1024 };

/** The bytes of everything in the repository, by the server's own listings; undefined where it lists nothing of the kind. */
export async function storedBytes(
  server: Server,
  credentials: Credentials,
  patienceMs: number,
): Promise<number | undefined> {
  let bytes = 0;
  for (const folder of FOLDERS) {
    const answer = await send(server, credentials, { ...LISTING, path: `${folder}/` }, patienceMs);
    if ("problem" in answer || answer.status !== 200) return undefined;
    const files = listing.safeParse(parseJson(answer.body)).data;
    if (files === undefined) return undefined;
    bytes += files.reduce((sum, { size }) => sum + size, 0);
  }
  return bytes;
}

async function send(
  { url, ca }: Server,
  { username, backendPassword }: Credentials,
  { method, path, ...more }: { method: string; path: string; accept?: string; mostBody?: number },
  patienceMs: number,
): Promise<Answer | { problem: string }> {
  if (url === undefined) return { problem: "the address is incomplete" };
  const target = new URL(path, url.href.endsWith("/") ? url : `${url.href}/`);
  const pair = Buffer.from(`${username}:${backendPassword ?? ""}`).toString("base64");
  const headers = {
    ...(more.accept !== undefined && { accept: more.accept }),
    ...(username !== undefined && { authorization: `Basic ${pair}` }),
  };
  const { mostBody } = more;
  return await ask({ url: target, method, headers, ca, ...(mostBody && { mostBody }) }, patienceMs);
}
