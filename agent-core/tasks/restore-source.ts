import { posix } from "node:path";
import { nameableFolder } from "../restic/names.ts";
import type { RestoreSource } from "../restic/restore.ts";

/** Paths of a snapshot as one folder and what of it is wanted, so that files do not land below a copy of their whole path. */
export function restoreSourceOf(paths: readonly string[]): RestoreSource {
  const wanted = withoutNested(paths.map((path) => posix.normalize(path).replace(/(?<=.)\/$/, "")));
  if (wanted.length === 0 || wanted.includes("/")) return { root: "/", includes: [] };
  const root = nameableFolder(wanted.map(posix.dirname).reduce(commonFolder));
  const skip = root === "/" ? 0 : root.length;
  return { root, includes: wanted.map((path) => path.slice(skip)) };
}

/** restic would count and list what lies below another wanted folder twice. */
function withoutNested(paths: string[]): string[] {
  const all = [...new Set(paths)];
  return all.filter(
    (path) => !all.some((other) => other !== path && path.startsWith(other === "/" ? "/" : `${other}/`)),
  );
}

function commonFolder(a: string, b: string): string {
  const other = b.split("/");
  const parts = a.split("/");
  const differing = parts.findIndex((part, index) => part !== other[index]);
  return parts.slice(0, differing === -1 ? undefined : differing).join("/") || "/";
}

/** The same as whole paths in the snapshot. */
export function wantedPaths({ root, includes }: RestoreSource): string[] {
  return includes.map((path) => (root === "/" ? path : root + path));
}
