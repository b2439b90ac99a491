import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../steps/place.ts";
import { runProgram } from "../steps/run-program.ts";
import { Trouble } from "../steps/trouble.ts";
import { type NodePackage, ownTarget, type Target } from "./targets.ts";

/** A Node for the target: the one that runs this where macOS is built on macOS, else that of a package whose hash is known. */
export async function bringNode(target: Target): Promise<string> {
  if (target.isMac && target.name === ownTarget) return process.execPath;
  if (target.node === null) {
    throw new Trouble(
      `${target.name} can only be built on such a machine: no package carries its Node 24, and macOS starts no program there that was not signed on a Mac.`,
    );
  }
  const installed = installedNode(target.node);
  if (installed !== undefined) return installed;
  const folder = join(root, "out", "node", `${target.node.package}-${target.node.version}`);
  const file = join(folder, target.node.file);
  if (!existsSync(file)) await fetchInto(folder, target.node);
  return file;
}

/** npm has checked it against the lock file. */
function installedNode({ package: name, version, file }: NodePackage): string | undefined {
  const folder = join(root, "node_modules", name);
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return undefined;
  return JSON.parse(readFileSync(manifest, "utf8")).version === version ? join(folder, file) : undefined;
}

async function fetchInto(folder: string, node: NodePackage): Promise<void> {
  const { package: name, version, integrity } = node;
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(join(dirname(folder), "fetch-"));
  try {
    await must("npm", ["pack", "--silent", `${name}@${version}`], work);
    const archive = readdirSync(work).find((entry) => entry.endsWith(".tgz"));
    if (archive === undefined) throw new Trouble(`npm brought no ${name}@${version}`);
    const hash = `sha512-${createHash("sha512")
      .update(readFileSync(join(work, archive)))
      .digest("base64")}`;
    if (hash !== integrity)
      throw new Trouble(
        `${name}@${version} is not what it was: ${hash} instead of ${integrity}; it was thrown away`,
      );
    await must("tar", ["-xzf", archive], work);
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(work, "package"), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function must(file: string, args: string[], cwd: string): Promise<void> {
  const program = file === "npm" && process.platform === "win32" ? "npm.cmd" : file;
  const { code, output } = await runProgram(program, args, { cwd, timeoutMs: 600_000 });
  if (code !== 0) throw new Trouble(`${file} ${args.join(" ")} ended with ${code}: ${output.slice(-400)}`);
}
