import * as z from "zod";

const names = z.record(z.string(), z.string()).default({});
const lockFile = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({ optionalDependencies: names, resolved: z.string().optional() }),
  ),
});

/**
 * A lock file that leaves out an optional package is rejected by `npm ci`, or lets other systems go without their binaries.
 * One that names hosts ties everybody to the registry of whoever wrote it.
 */
export function lockFileFindings(text: string): string[] {
  const { packages } = lockFile.parse(JSON.parse(text));
  return Object.entries(packages).flatMap(([path, entry]) => [
    ...(/^https?:/.test(entry.resolved ?? "") ? [`${path} names the host that it was fetched from`] : []),
    ...Object.keys(entry.optionalDependencies)
      .filter((name) => !resolvesTo(packages, path, name))
      .map((name) => `${name}, needed by ${path === "" ? "this package" : path}, is not in the lock file`),
  ]);
}

/** As Node looks it up: in the package's own folder, then in each one above. */
function resolvesTo(packages: Record<string, unknown>, from: string, name: string): boolean {
  if (`${from === "" ? "" : `${from}/`}node_modules/${name}` in packages) return true;
  if (from === "") return false;
  const above = from.lastIndexOf("/node_modules/");
  return resolvesTo(packages, above < 0 ? "" : from.slice(0, above), name);
}
