/** Only a path of this site: `//host` and `/\host` would lead to another one. */
export function safePath(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in") ? next : "/";
}

/** `#link=<token>` carries the one-time token where no server log sees it. */
export function readHash(hash: string): URLSearchParams {
  return new URLSearchParams(hash.replace(/^#/, ""));
}
