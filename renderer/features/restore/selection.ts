/** The paths to restore. A folder stands for everything below it, so nothing below it is listed beside it. */
export type Selection = readonly string[];

const isBelow = (path: string, folder: string) =>
  path.startsWith(folder === "/" ? "/" : `${folder}/`) && path !== folder;

/** The ticked folder that a path comes with, if there is one above it. */
export function coveredBy(selection: Selection, path: string): string | undefined {
  return selection.find((one) => isBelow(path, one));
}

export function hasSomeBelow(selection: Selection, folder: string): boolean {
  return selection.some((one) => isBelow(one, folder));
}

export function togglePath(selection: Selection, path: string): string[] {
  if (selection.includes(path)) return removePath(selection, path);
  return [...selection.filter((one) => !isBelow(one, path)), path];
}

export function removePath(selection: Selection, path: string): string[] {
  return selection.filter((one) => one !== path);
}

/** `/home/anna` as the steps of a breadcrumb trail. */
export function trail(path: string): { name: string; path: string }[] {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.map((name, depth) => ({ name, path: `/${parts.slice(0, depth + 1).join("/")}` }));
}

export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/")) || "/";

/** The folder that all these paths lie in or are: where somebody who looks for a file begins. */
export function commonFolder(paths: readonly string[]): string {
  // Windows writes paths that snapshots spell differently.
  if (paths.length === 0 || paths.some((path) => !path.startsWith("/"))) return "/";
  const [first = [], ...rest] = paths.map((path) => trail(path));
  const shared = first.filter((step, depth) => rest.every((other) => other[depth]?.path === step.path));
  return shared.at(-1)?.path ?? "/";
}
