import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { aptMirror, type Mirror, type Origin } from "./apt-mirror.ts";
import { runProgram } from "./run-program.ts";
import { Trouble } from "./trouble.ts";

type Wanted = {
  name: string;
  /** The one file to take out of it, for example `usr/bin/restic`. */
  file: string;
  target: string;
  /** Says why the file is of no use here; undefined where it is good. */
  objection: (file: string) => Promise<string | undefined>;
  /** Where to look instead of in the newest ones. */
  suites?: string[];
};

/** Newest first. */
const SUITES: Record<Origin, { suites: string[]; components: string; keyring: string }> = {
  Debian: {
    suites: ["sid", "trixie"],
    components: "main",
    keyring: "/usr/share/keyrings/debian-archive-keyring.gpg",
  },
  Ubuntu: {
    suites: ["devel"],
    components: "main universe",
    keyring: "/usr/share/keyrings/ubuntu-archive-keyring.gpg",
  },
};

/** Takes one program out of a package of a newer suite. apt fetches and verifies it in a private folder; the system stays as it is. */
export async function takeFromDebian(wanted: Wanted): Promise<void> {
  const mirror = await aptMirror();
  const failures: string[] = [];
  for (const suite of wanted.suites ?? SUITES[mirror.origin].suites) {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-apt-"));
    try {
      const unpacked = await unpack(wanted, mirror, { suite, folder });
      const objection = await wanted.objection(unpacked);
      if (objection === undefined) return moveTo(wanted.target, unpacked);
      failures.push(`${suite}: ${objection}`);
    } catch (error) {
      failures.push(`${suite}: ${error instanceof Error ? error.message : error}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  throw new Trouble(`no ${wanted.name} of a newer suite of this system's mirror: ${failures.join("; ")}`);
}

type Where = { suite: string; folder: string };

async function unpack({ name, file }: Wanted, mirror: Mirror, { suite, folder }: Where): Promise<string> {
  const options = privateApt(mirror, { suite, folder });
  await must("apt-get", [...options, "update"], folder);
  await must("apt-get", [...options, "download", name], folder);
  const archive = readdirSync(folder).find((entry) => entry.endsWith(".deb"));
  if (archive === undefined) throw new Trouble(`apt-get downloaded no ${name}`);
  await must("dpkg-deb", ["-x", archive, "unpacked"], folder);
  return join(folder, "unpacked", file);
}

function privateApt(mirror: Mirror, { suite, folder }: Where): string[] {
  const { components, keyring } = SUITES[mirror.origin];
  const signedBy = existsSync(keyring) ? `[signed-by=${keyring}] ` : "";
  for (const part of ["lists/partial", "cache/archives/partial"])
    mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, "sources.list"), `deb ${signedBy}${mirror.uri} ${suite} ${components}\n`);
  return [
    "-q",
    `-oDir::Etc::sourcelist=${join(folder, "sources.list")}`,
    "-oDir::Etc::sourceparts=/dev/null",
    `-oDir::State::Lists=${join(folder, "lists")}`,
    `-oDir::Cache=${join(folder, "cache")}`,
    "-oAcquire::Languages=none",
    "-oAcquire::Retries=1",
    // Otherwise an update that reached nobody counts as done.
    "-oAPT::Update::Error-Mode=any",
    "-oAcquire::http::Timeout=10",
    "-oAcquire::https::Timeout=10",
    // The folder is private, so the helper user that apt otherwise takes could not write to it.
    "-oAPT::Sandbox::User=root",
  ];
}

async function must(file: string, args: string[], cwd: string): Promise<void> {
  const { code, output } = await runProgram(file, args, { cwd, timeoutMs: 180_000, env: { LC_ALL: "C" } });
  const complaint = output.split("\n").find((line) => /^E: /.test(line));
  if (code !== 0) throw new Trouble(`${file} ended with ${code}: ${complaint ?? output.slice(-300)}`);
}

/** In one step, so that nobody ever starts half a program. */
function moveTo(target: string, unpacked: string): void {
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(unpacked, `${target}.new`);
  chmodSync(`${target}.new`, 0o755);
  renameSync(`${target}.new`, target);
}
