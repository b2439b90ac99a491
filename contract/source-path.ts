import * as z from "zod";

/** Places that lie elsewhere on each machine; `{home}/Projects` is such a path. Resolved by the agent. */
export const pathTokens = ["home", "desktop", "documents", "pictures", "downloads"] as const;
export type PathToken = (typeof pathTokens)[number];

const TOKEN = new RegExp(`^\\{(${pathTokens.join("|")})\\}(?=$|[/\\\\])`);
const ABSOLUTE = /^(\/|[A-Za-z]:[\\/]|\\\\[^\\/]+[\\/][^\\/]+)/;

/** An absolute path of any of the three systems, or one that begins with a path token. */
export const sourcePath = z
  .string()
  .max(4_096)
  .refine(
    (path) => ABSOLUTE.test(path) || TOKEN.test(path),
    "must be an absolute path, or begin with {home}, {desktop}, {documents}, {pictures} or {downloads}",
  )
  .refine((path) => !path.includes("\0"), "must not hold a NUL character")
  .refine((path) => !path.split(/[\\/]/).includes(".."), "must not contain ..");

/** Splits `{home}/Projects` into its token and the rest; undefined for a plain path. */
export function tokenOf(path: string): { token: PathToken; rest: string } | undefined {
  const token = TOKEN.exec(path)?.[1] as PathToken | undefined;
  return token === undefined ? undefined : { token, rest: path.slice(token.length + 2) };
}
