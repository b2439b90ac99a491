import { posix, win32 } from "node:path";

/** restic writes `C:\Users\anna` as `/C/Users/anna`. A relative path is meant from where the person stands. */
export function pathInSnapshot(
  path: string,
  cwd: string,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform !== "win32") return posix.resolve(cwd, path);
  if (path.startsWith("/")) return path;
  const [, drive, rest = ""] = /^([A-Za-z]):(.*)$/.exec(win32.resolve(cwd, path)) ?? [];
  return drive === undefined
    ? path.replaceAll("\\", "/")
    : `/${drive.toUpperCase()}${rest.replaceAll("\\", "/")}`;
}
