import { isAbsolute, join, resolve } from "node:path";
import type { RepositoryPlace } from "#contract/repositories";
import { exitCodes, Refusal } from "../core/refusal.ts";

/** Where a repository is, in the fields of the API; the user and password of a URL travel apart from it. */
export type Location = {
  place: RepositoryPlace;
  credentials: { username?: string; password?: string } | undefined;
  /** What to call the repository where nobody gave it a name. */
  suggestedName: string;
};

/** Reads what people know from restic: `/mnt/disk/backup`, `~/backup`, `rest:https://user:password@nas:8000/anna/`. */
export function parseLocation(text: string, home: string): Location {
  if (/^rest:/i.test(text)) return parseRest(text.slice(5));
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(text)?.[1];
  if (scheme !== undefined) {
    throw new Refusal(
      `"${scheme}:" repositories are not possible yet. Use a folder, or a rest-server as rest:https://nas:8000/name/.`,
      exitCodes.usage,
    );
  }
  const path = expandHome(text, home);
  if (!isAbsolute(path)) {
    throw new Refusal(
      `"${text}" is not a full path, and which folder it means would depend on where a backup runs. ` +
        `Write it in full, perhaps ${resolve(text)}, or as rest:https://nas:8000/name/.`,
      exitCodes.usage,
    );
  }
  const withoutEnd = resolve(path);
  return {
    place: { kind: "fs", path: withoutEnd },
    credentials: undefined,
    suggestedName: lastPart(withoutEnd),
  };
}

/** Two ways to write the same place: with and without the slash at the end. */
export function isSamePlace(one: RepositoryPlace, other: RepositoryPlace): boolean {
  if (one.kind === "fs" && other.kind === "fs") return one.path === other.path;
  if (one.kind !== "rest-server" || other.kind !== "rest-server") return false;
  return withSlash(one.url) === withSlash(other.url) && one.username === other.username;
}

export function expandHome(path: string, home: string): string {
  if (path === "~") return home;
  return /^~[\\/]/.test(path) ? join(home, path.slice(2)) : path;
}

function parseRest(text: string): Location {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Refusal(`"rest:${text}" is no address: write rest:https://nas:8000/name/.`, exitCodes.usage);
  }
  const username = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  url.username = "";
  url.password = "";
  return {
    place: { kind: "rest-server", url: withSlash(url.href), ...(username === "" ? {} : { username }) },
    credentials: password === "" ? undefined : { username, password },
    suggestedName:
      lastPart(url.pathname) === "" ? url.hostname : `${lastPart(url.pathname)} on ${url.hostname}`,
  };
}

const withSlash = (url: string) => (url.endsWith("/") ? url : `${url}/`);
const lastPart = (path: string) => path.split(/[\\/]/).findLast((part) => part !== "") ?? "";
