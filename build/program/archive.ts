import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { root } from "../steps/place.ts";
import { runProgram } from "../steps/run-program.ts";
import { Trouble } from "../steps/trouble.ts";
import type { Target } from "./targets.ts";

/** The folder of a target as one file for servers, with its checksum beside it. Returns the path. */
export async function archive(target: Target): Promise<string> {
  const name = `holdfast-${manifest.version}-${target.name}`;
  const file = `${name}${target.isWindows ? ".zip" : ".tar.gz"}`;
  const dist = join(root, "dist");
  const work = mkdtempSync(join(tmpdir(), "holdfast-archive-"));
  try {
    mkdirSync(dist, { recursive: true });
    cpSync(target.folder, join(work, name), { recursive: true });
    rmSync(join(dist, file), { force: true });
    await pack(join(dist, file), name, work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const sum = createHash("sha256")
    .update(readFileSync(join(dist, file)))
    .digest("hex");
  writeFileSync(join(dist, `${file}.sha256`), `${sum}  ${file}\n`);
  return join(dist, file);
}

async function pack(file: string, folder: string, cwd: string): Promise<void> {
  const ways: [string, string[]][] = file.endsWith(".zip")
    ? [
        ["zip", ["-qr", file, folder]],
        // Windows and macOS bring a tar that writes zip.
        ["bsdtar", ["-a", "-cf", file, folder]],
        ["tar", ["-a", "-cf", file, folder]],
        ["python3", ["-m", "zipfile", "-c", file, folder]],
      ]
    : [["tar", ["-czf", file, "--owner=0", "--group=0", folder]]];
  for (const [program, args] of ways) {
    const isGnuTar = program === "tar" && file.endsWith(".zip") && process.platform === "linux";
    if (!isGnuTar && (await runProgram(program, args, { cwd })).code === 0) return;
  }
  throw new Trouble(`${file} could not be packed; install ${ways.map(([program]) => program).join(" or ")}`);
}
