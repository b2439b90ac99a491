/** The places outside that pages of the UI link to. */
const KNOWN_HOSTS = new Set(["restic.net", "restic.readthedocs.io", "github.com"]);

/** Whether a page, frame or sender belongs to the core that the shell talks to. */
export function isCoreOrigin(origin: string | undefined, coreUrl: string | undefined): boolean {
  if (origin === undefined || coreUrl === undefined) return false;
  const core = originOf(coreUrl);
  return core !== undefined && originOf(origin) === core;
}

/** Whether the browser of this computer may be sent there. */
export function mayOpenOutside(url: string): boolean {
  const parsed = parse(url);
  if (parsed === undefined || parsed.protocol !== "https:") return false;
  if (parsed.username !== "" || parsed.password !== "" || parsed.port !== "") return false;
  return KNOWN_HOSTS.has(parsed.hostname);
}

/** The address of a page inside the core's UI, from a path like `/runs/1`; home for anything else. */
export function pageUrl(coreUrl: string, path: string): string {
  const url = new URL(path.startsWith("/") && !/^\/[/\\]/.test(path) ? path : "/", coreUrl);
  return isCoreOrigin(url.origin, coreUrl) ? url.href : new URL("/", coreUrl).href;
}

function originOf(url: string): string | undefined {
  const origin = parse(url)?.origin;
  return origin === "null" ? undefined : origin;
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
