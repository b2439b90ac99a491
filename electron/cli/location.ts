import { isAbsolute, join, resolve } from "node:path";
import type { BackendCredentials } from "#contract/backend-credentials";
import type { RepositoryPlace } from "#contract/repository-place";
import { parseResticLocation } from "#contract/restic-location";
import { exitCodes, Refusal } from "../core/refusal.ts";

/** Where a repository is, in the fields of the API; the user and password of a URL travel apart from it. */
export type Location = {
  place: RepositoryPlace;
  credentials: BackendCredentials | undefined;
  /** What to call the repository where nobody gave it a name. */
  suggestedName: string;
};

/** Reads what people know from restic: `/mnt/disk/backup`, `~/backup`, `rest:https://user:password@nas:8000/anna/`, `sftp:anna@nas:/backup`. */
export function parseLocation(text: string, home: string): Location {
  const path = expandHome(text, home);
  const isPath = isAbsolute(path);
  if (!isPath && !/^[a-z][a-z0-9+.-]+:/i.test(text)) {
    throw new Refusal(
      `"${text}" is not a full path, and which folder it means would depend on where a backup runs. ` +
        `Write it in full, perhaps ${resolve(text)}, or as rest:https://nas:8000/name/.`,
      exitCodes.usage,
    );
  }
  const parsed = parseResticLocation(isPath ? resolve(path) : text);
  if ("problem" in parsed) throw new Refusal(parsed.problem, exitCodes.usage);
  return { ...parsed, suggestedName: nameOf(parsed.place) };
}

/** Two ways to write the same place: with and without the slash at the end. */
export function isSamePlace(one: RepositoryPlace, other: RepositoryPlace): boolean {
  return keyOf(one) === keyOf(other);
}

export function expandHome(path: string, home: string): string {
  if (path === "~") return home;
  return /^~[\\/]/.test(path) ? join(home, path.slice(2)) : path;
}

function keyOf(place: RepositoryPlace): string {
  switch (place.kind) {
    case "fs":
      return place.path;
    case "rest-server":
      return `${withSlash(place.url)} ${place.username ?? ""}`;
    case "s3":
      return `${withoutEnd(place.endpoint)} ${place.bucket} ${withoutEnd(place.prefix ?? "")}`;
    case "sftp":
      return `${place.user}@${place.host}:${place.port ?? 22} ${withoutEnd(place.path)}`;
    case "other":
      return withoutEnd(place.location);
  }
}

function nameOf(place: RepositoryPlace): string {
  switch (place.kind) {
    case "fs":
      return lastPart(place.path);
    case "rest-server": {
      const { pathname, hostname } = new URL(place.url);
      return lastPart(pathname) === "" ? hostname : `${lastPart(pathname)} on ${hostname}`;
    }
    case "s3":
      return `${lastPart(place.prefix ?? "") || place.bucket} on ${new URL(place.endpoint).hostname}`;
    case "sftp":
      return `${lastPart(place.path)} on ${place.host}`;
    case "other":
      return lastPart(place.location.replaceAll(":", "/"));
  }
}

const withSlash = (url: string) => (url.endsWith("/") ? url : `${url}/`);
const withoutEnd = (text: string) => text.replace(/\/+$/, "");
const lastPart = (path: string) => path.split(/[\\/]/).findLast((part) => part !== "") ?? "";
