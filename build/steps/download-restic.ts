import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { platformName } from "./place.ts";
import type { ResticRelease } from "./restic-release.ts";
import { runProgram } from "./run-program.ts";
import { Trouble } from "./trouble.ts";

const CONNECT_MS = 5_000;
const DOWNLOAD_MS = 300_000;

/** The official program for a system, only with the checksum that is known of it. */
export async function downloadRestic(
  release: ResticRelease,
  target: string,
  system = platformName,
): Promise<void> {
  const asset = release.platforms[system];
  if (asset === undefined) throw new Trouble(`there is no official restic ${release.version} for ${system}`);
  const bytes = await download(`${release.downloads}${asset.file}`);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== asset.sha256)
    throw new Trouble(
      `${asset.file} has the checksum ${sha256} instead of ${asset.sha256}; it was thrown away`,
    );
  await unpackTo(target, { file: asset.file, bytes });
}

async function download(url: string): Promise<Buffer> {
  try {
    // Where the place cannot be reached this must not wait as long as a download may take.
    await fetch(url, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(CONNECT_MS) });
    const reply = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
    if (!reply.ok) throw new Trouble(`HTTP ${reply.status}`);
    return Buffer.from(await reply.arrayBuffer());
  } catch (error) {
    throw new Trouble(`${new URL(url).host} cannot be reached or refuses: ${causeOf(error)}`, error);
  }
}

/** What fetch says itself is no more than "fetch failed". */
function causeOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : { message: String(error), cause: undefined };
  return cause instanceof Error && cause.message !== "" ? cause.message : message;
}

async function unpackTo(target: string, { file, bytes }: { file: string; bytes: Buffer }): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(dirname(target), "unpack-"));
  try {
    writeFileSync(join(folder, file), bytes);
    await unpack(file, folder);
    rmSync(join(folder, file), { force: true });
    const program = readdirSync(folder)[0];
    if (program === undefined) throw new Trouble(`${file} holds nothing`);
    chmodSync(join(folder, program), 0o755);
    renameSync(join(folder, program), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** No system brings all of these, each brings one. */
async function unpack(file: string, folder: string): Promise<void> {
  const python =
    "import bz2,sys; open(sys.argv[2],'wb').write(bz2.decompress(open(sys.argv[1],'rb').read()))";
  const ways: [string, string[]][] = file.endsWith(".zip")
    ? [
        ["tar", ["-xf", file]],
        ["unzip", ["-q", file]],
        ["python3", ["-m", "zipfile", "-e", file, "."]],
      ]
    : [
        ["bzip2", ["-dk", file]],
        ["python3", ["-c", python, file, file.replace(/\.bz2$/, "")]],
      ];
  for (const [program, args] of ways) {
    const { code } = await runProgram(program, args, { cwd: folder });
    if (code === 0 && existsSync(folder)) return;
  }
  throw new Trouble(
    `${file} could not be unpacked; install ${ways.map(([program]) => program).join(" or ")}`,
  );
}
