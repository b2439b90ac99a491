import { type BackendCredentials, schemeOf } from "./backend-credentials.ts";
import type { RepositoryAccess } from "./repository.ts";
import { type PlaceOfKind, type RepositoryPlace, repositoryPlace } from "./repository-place.ts";

/** What a location says: the typed place, and the sign-in that people write into URLs, apart from it. */
export type ParsedLocation =
  | { place: RepositoryPlace; credentials: BackendCredentials | undefined }
  | { problem: string };

const EXAMPLES =
  "Write the full path of a folder, rest:https://nas:8000/name/, s3:https://host/bucket/folder, sftp:user@host:/folder, or a b2:, azure:, gs:, swift: or rclone: location.";

/** Reads what people know from restic, in every form in which restic itself takes it. */
export function parseResticLocation(text: string): ParsedLocation {
  const location = text.trim();
  const read = readers.find(([pattern]) => pattern.test(location))?.[1];
  if (read === undefined) {
    return { problem: `"${withoutSecrets(location)}" is no location that Holdfast knows. ${EXAMPLES}` };
  }
  return checked(read(location), location);
}

/** The place that a task is about. */
export function placeIn({ location, kind }: Pick<RepositoryAccess, "location" | "kind">): RepositoryPlace {
  // A folder may be called like a scheme, but then it is absolute: anything else restic would take for the scheme itself.
  if (kind === "fs") return repositoryPlace.parse({ kind, path: location });
  const parsed = parseResticLocation(location);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return repositoryPlace.parse(parsed.place);
}

/** Where the bucket is not in the path: restic puts it in front of the host where it knows that the provider wants it there. */
export function isBucketInHost(
  { endpoint, bucket }: PlaceOfKind<"s3">,
  { bucketLookup = "auto" }: Pick<RepositoryAccess, "bucketLookup">,
): boolean {
  const hostname = endpoint.replace(/^https?:\/\//, "").replace(/(:\d+)?\/?$/, "");
  const wantsHost = /(^|\.)(amazonaws\.com(\.cn)?|aliyuncs\.com|storage\.googleapis\.com)$/.test(hostname);
  return bucketLookup === "dns" || (bucketLookup === "auto" && wantsHost && !bucket.includes("."));
}

type Parsed = { place: object; credentials?: BackendCredentials | undefined } | { problem: string };

const readers: [RegExp, (location: string) => Parsed][] = [
  [/^(\/|[A-Za-z]:[\\/]|\\\\)/, (path) => ({ place: { kind: "fs", path } })],
  [/^local:/i, (location) => ({ place: { kind: "fs", path: location.slice("local:".length) } })],
  [/^rest:/i, (location) => readRest(location.slice("rest:".length))],
  [/^s3:/i, (location) => readS3(location.slice("s3:".length))],
  [/^sftp:/i, (location) => readSftp(location.slice("sftp:".length))],
  [
    /^(b2|azure|gs|swift|rclone):/i,
    (location) => ({ place: { kind: "other", location: inLowerScheme(location) } }),
  ],
];

function checked(parsed: Parsed, location: string): ParsedLocation {
  if ("problem" in parsed) return parsed;
  const place = repositoryPlace.safeParse(parsed.place);
  if (place.success) return { place: place.data, credentials: parsed.credentials };
  const [issue] = place.error.issues;
  const field = issue?.path.join(".") ?? "location";
  return {
    problem: `"${withoutSecrets(location)}" is no complete location: ${field} ${issue?.message}. ${EXAMPLES}`,
  };
}

function readRest(text: string): Parsed {
  const url = splitUrl(text);
  if (url === undefined || !/^https?$/.test(url.scheme)) {
    return { problem: `"rest:${withoutSecrets(text)}" is no address: write rest:https://nas:8000/name/.` };
  }
  const { user, password } = url;
  return {
    place: {
      kind: "rest-server",
      url: `${url.scheme}://${url.host}${withSlash(url.path)}`,
      ...(user !== undefined && { username: user }),
    },
    credentials:
      password === undefined ? undefined : { ...(user !== undefined && { username: user }), password },
  };
}

/** `s3:https://host:port/bucket/prefix`, `s3://host/bucket`, `s3:host/bucket`. */
function readS3(text: string): Parsed {
  const url = splitUrl(/^https?:\/\//i.test(text) ? text : `https://${text.replace(/^\/\//, "")}`);
  const [bucket = "", ...prefix] = (url?.path ?? "").split("/").filter((part) => part !== "");
  if (url === undefined || bucket === "") {
    return { problem: `"s3:${withoutSecrets(text)}" names no bucket: write s3:https://host/bucket/folder.` };
  }
  const { user, password } = url;
  return {
    place: {
      kind: "s3",
      endpoint: `${url.scheme}://${url.host}`,
      bucket: decoded(bucket),
      ...(prefix.length > 0 && { prefix: prefix.map(decoded).join("/") }),
    },
    credentials:
      user === undefined || password === undefined
        ? undefined
        : { accessKeyId: user, secretAccessKey: password },
  };
}

/** `sftp:user@host:/path` is from the root and `sftp:user@host:path` is not; in a URL one more slash makes the difference. */
function readSftp(text: string): Parsed {
  if (text.startsWith("//")) return readSftpUrl(text);
  const [, user, host, path] = /^([^@/]+)@(\[[^\]]+\]|[^:/]+):(.+)$/.exec(text) ?? [];
  if (user === undefined || host === undefined) {
    return { problem: `"sftp:${withoutSecrets(text)}" is no address: write sftp:user@host:/folder.` };
  }
  return { place: { kind: "sftp", host: withoutBrackets(host), user, path } };
}

function readSftpUrl(text: string): Parsed {
  const url = splitUrl(`sftp:${text}`);
  if (url?.user === undefined) {
    return { problem: `"sftp:${withoutSecrets(text)}" names no user: write sftp://user@host:22//folder.` };
  }
  if (url.password !== undefined) {
    return {
      problem:
        "Holdfast signs in by key at an sftp server, not by password. Leave the password out of the location.",
    };
  }
  const [, host = url.host, port] = /^(.*?):(\d+)$/.exec(url.host) ?? [];
  return {
    place: {
      kind: "sftp",
      host: withoutBrackets(host),
      ...(port !== undefined && { port: Number(port) }),
      user: url.user,
      path: decoded(url.path.replace(/^\//, "")),
    },
  };
}

type Url = { scheme: string; user?: string; password?: string; host: string; path: string };

function splitUrl(text: string): Url | undefined {
  const [, scheme, userInfo, host, path] =
    /^([a-z][a-z0-9+.-]*):\/\/(?:([^/]*)@)?([^/@?#]+)(\/[^?#]*)?$/i.exec(text) ?? [];
  if (scheme === undefined || host === undefined) return undefined;
  const [user = "", ...rest] = (userInfo ?? "").split(":");
  const password = rest.join(":");
  return {
    scheme: scheme.toLowerCase(),
    ...(user !== "" && { user: decoded(user) }),
    ...(password !== "" && { password: decoded(password) }),
    host: host.toLowerCase(),
    path: path ?? "",
  };
}

/** For a sentence that shows what was written. */
function withoutSecrets(text: string): string {
  const at = text.lastIndexOf("@");
  if (at === -1) return text;
  const slashes = text.indexOf("//");
  const kept = slashes === -1 || slashes > at ? text.indexOf(":") + 1 : slashes + 2;
  return `${text.slice(0, Math.min(kept, at))}***${text.slice(at)}`;
}

function inLowerScheme(location: string): string {
  const colon = location.indexOf(":");
  const lower = location.slice(0, colon).toLowerCase() + location.slice(colon);
  return schemeOf(lower) === undefined ? location : lower;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const withSlash = (path: string) => (path.endsWith("/") ? path : `${path}/`);
const withoutBrackets = (host: string) => host.replace(/^\[|\]$/g, "");
