import { posix } from "node:path";
import { type PlaceOfKind, type RepositoryPlace, withScheme } from "#contract/repository-place";

const WINDOWS_PATH = /^([A-Za-z]:[\\/]|\\\\)/;

/** The place as restic writes it: `/mnt/backup`, `D:\Backup`, `rest:https://nas:8000/anna/`, `s3:https://host/bucket/x`, `sftp://anna@nas:22//srv/x`. */
export function locationOf(place: RepositoryPlace): string {
  switch (place.kind) {
    case "fs":
      return withoutTrailingSlash(place.path);
    case "rest-server":
      return `rest:${resticUrl(place.url)}`;
    case "s3":
      return `s3:${endpointOf(place)}/${[place.bucket, ...partsOf(place.prefix ?? "")].map(encoded).join("/")}`;
    case "sftp":
      return sftpUrl(place);
    case "other":
      return place.location;
  }
}

/** Equal for two spellings of one place. For finding the same place again, never for opening it. */
export function placeKey(place: RepositoryPlace): string {
  switch (place.kind) {
    case "fs":
      return fsKey(place.path);
    case "rest-server": {
      const url = new URL(resticUrl(place.url));
      return `rest ${url.host}${decoded(posix.normalize(url.pathname))}`;
    }
    case "s3":
      return ["s3", new URL(endpointOf(place)).host, place.bucket, ...partsOf(place.prefix ?? "")].join(" ");
    case "sftp": {
      const path = posix.normalize(place.path).replace(/(?<=.)\/+$/, "");
      // From the root it is the same folder for every user; a relative one lies with its user.
      const owner = path.startsWith("/") ? "" : place.user;
      return `sftp ${place.host.toLowerCase()} ${place.port ?? 22} ${owner} ${path}`;
    }
    case "other":
      return place.location.replace(/\/+$/, "");
  }
}

/** The place of its own that one machine gets inside another place. */
export function placeWithin(place: RepositoryPlace, name: string): RepositoryPlace {
  switch (place.kind) {
    case "fs":
      return {
        ...place,
        path: `${withoutTrailingSlash(place.path)}${WINDOWS_PATH.test(place.path) ? "\\" : "/"}${name}`,
      };
    case "rest-server":
      return { ...place, url: `${resticUrl(place.url)}${name}/` };
    case "s3":
      return { ...place, prefix: [...partsOf(place.prefix ?? ""), name].join("/") };
    case "sftp":
      return { ...place, path: posix.join(place.path, name) };
    case "other":
      return { ...place, location: locationWithin(place, name) };
  }
}

function locationWithin({ location }: PlaceOfKind<"other">, name: string): string {
  const trimmed = location.replace(/\/+$/, "");
  const [, path] = /^[^:]+:[^:]*(:.*)?$/.exec(trimmed) ?? [];
  if (path === undefined) return `${trimmed}:/${name}`;
  return path === ":" ? `${trimmed}${name}` : `${trimmed}/${name}`;
}

function sftpUrl({ host, port = 22, user, path }: PlaceOfKind<"sftp">): string {
  const name = host.includes(":") ? `[${host.replace(/^\[|\]$/g, "")}]` : host;
  const folder = posix.normalize(path).split("/").map(encoded).join("/");
  return `sftp://${encoded(user)}@${name}:${port}/${folder}`;
}

function endpointOf({ endpoint }: PlaceOfKind<"s3">): string {
  const url = new URL(withScheme(endpoint));
  return `${url.protocol}//${url.host}`;
}

const partsOf = (path: string) => path.split("/").filter((part) => part !== "");
const encoded = (part: string) => encodeURIComponent(part);

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
