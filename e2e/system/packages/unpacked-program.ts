import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Builds the program of this system with its archive, as a release does, with the restic of the tests. Returns the archive. */
export function buildArchive(restic: string): string {
  const script = join(root, "build", "build-holdfast.ts");
  const args = [script, "--restic", restic, "--archive"];
  const lines = execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" }).trim().split("\n");
  return lines.at(-1) ?? "";
}

export type Unpacked = {
  folder: string;
  /** Runs one command of the program to its end and returns what it printed. */
  run(...args: string[]): string;
  start(): Promise<{ url: string; child: ChildProcessWithoutNullStreams }>;
  remove(): void;
};

/** The archive in a folder of its own, on a computer that has no Node and nothing else on its PATH. */
export function unpack(archive: string): Unpacked {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-unpacked-"));
  execFileSync("tar", ["-xzf", archive, "-C", folder]);
  const [name = ""] = readdirSync(folder);
  const program = join(folder, name, "holdfast");
  // Whoever can set this must not be able to run code of theirs inside the program.
  const env = { PATH: join(folder, "nothing"), HOME: folder, NODE_OPTIONS: "--require /nowhere/evil.js" };
  return {
    folder,
    run: (...args) => execFileSync(program, args, { env, encoding: "utf8", cwd: folder }),
    async start() {
      const child = spawn(program, ["core", "--json", "--listen", "127.0.0.1:0"], { env, cwd: folder });
      child.stderr.resume();
      const [line] = await once(createInterface(child.stdout), "line");
      return { url: JSON.parse(line).url, child };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
