import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Installs what the lock file names where node_modules holds something else. */
export function bringDependencies() {
  if (isInstalled(root)) return;
  process.stdout.write("Installing dependencies ... ");
  const started = performance.now();
  const [file, ...args] = npmCommand([
    "ci",
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
  ]);
  const npm = spawnSync(file, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    shell: file === "npm" && process.platform === "win32",
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (npm.status === 0) return console.log(`done, ${seconds} s`);
  console.log(`failed, ${seconds} s`);
  console.error(`${npm.stdout ?? ""}${npm.stderr ?? ""}${npm.error?.message ?? ""}`);
  console.error(
    "The packages that Holdfast is built from could not be installed, so nothing was started. " +
      "Look at what npm says above: most often the package registry cannot be reached or the disk is full. Then run the same command again.",
  );
  process.exit(1);
}

/**
 * npm writes what it installed into node_modules/.package-lock.json as its last act, so an install that was cut off does not count.
 * A package that is missing there is allowed only where it is optional: another system's binaries.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const installed = readPackages(join(folder, "node_modules", ".package-lock.json"));
  const wanted = readPackages(join(folder, "package-lock.json")) ?? {};
  if (installed === undefined) return false;
  const isThere = ([path, entry]) =>
    path in installed ? installed[path].version === entry.version : isOptional(entry);
  return Object.entries(wanted)
    .filter(([path]) => path !== "")
    .every(isThere);
}

/** @param {string[]} args */
function npmCommand(args) {
  const script = process.env.npm_execpath;
  return script?.endsWith(".js") && existsSync(script)
    ? [process.execPath, script, ...args]
    : ["npm", ...args];
}

const isOptional = (entry) => entry.optional === true || entry.devOptional === true;

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}
