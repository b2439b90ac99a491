import { posix } from "node:path";
import type { RepositoryPlace } from "#contract/repositories";

const WINDOWS_PATH = /^([A-Za-z]:[\\/]|\\\\)/;

/** The place as restic writes it: `/mnt/backup`, `D:\Backup`, `rest:https://nas:8000/anna/`. */
export function locationOf(place: RepositoryPlace): string {
  return place.kind === "fs" ? withoutTrailingSlash(place.path) : `rest:${resticUrl(place.url)}`;
}

/** Equal for two spellings of one place. For finding the same place again, never for opening it. */
export function placeKey(place: RepositoryPlace): string {
  if (place.kind === "fs") return fsKey(place.path);
  const url = new URL(resticUrl(place.url));
  return `rest ${url.host}${decoded(posix.normalize(url.pathname))}`;
}

/** restic wants the slash at the end; a URL of a browser's address line often has none. */
function resticUrl(text: string): string {
  const url = new URL(text);
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url.href;
}

function withoutTrailingSlash(path: string): string {
  const trimmed = WINDOWS_PATH.test(path) ? path.replace(/[\\/]+$/, "") : path.replace(/\/+$/, "");
  if (trimmed === "") return "/";
  // `D:` alone would mean the current folder of that drive.
  return /^[A-Za-z]:$/.test(trimmed) ? `${trimmed}\\` : trimmed;
}

function fsKey(path: string): string {
  if (!WINDOWS_PATH.test(path)) return `fs ${withoutTrailingSlash(posix.normalize(path))}`;
  const isShare = path.startsWith("\\\\");
  const normal = posix.normalize(path.replaceAll("\\", "/")).toLowerCase().replace(/\/+$/, "");
  return `fs ${isShare ? "//" : ""}${normal.replace(/^\/+/, "")}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
