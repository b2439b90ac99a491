import { isAbsolute } from "node:path";
import { findOnPath, isProgram } from "../steps/find-on-path.ts";
import { runProgram } from "../steps/run-program.ts";
import { type Check, type Counts, passed, skipped } from "./check.ts";

/** What the tests of the packages and of network drives run, and the package of Debian that holds it. */
const PROGRAMS: Record<string, string> = {
  mmdebstrap: "mmdebstrap",
  "systemd-nspawn": "systemd-container",
  nsenter: "util-linux",
  pgrep: "procps",
  buildah: "buildah",
  podman: "podman",
  runc: "runc",
  wixl: "wixl",
  msibuild: "msitools",
  sshfs: "sshfs",
  "/usr/lib/openssh/sftp-server": "openssh-sftp-server",
  "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
};
const NAME = "programs of the packages' tests";
const PATIENCE_MS = 900_000;

/** Root asked for these tests, so what they lack is installed; anybody else is told what is left out. */
export const packageProgramsCheck: Check = { name: NAME, run: bringPrograms };

export const packagesOf = (programs: readonly string[]): string[] => [
  ...new Set(programs.map((program) => PROGRAMS[program] ?? program)),
];

const isHere = (program: string) =>
  isAbsolute(program) ? isProgram(program) : findOnPath(program).length > 0;

async function bringPrograms(): Promise<Counts> {
  const missing = Object.entries(PROGRAMS).filter(([program]) => !isHere(program));
  if (missing.length === 0) return passed();
  const packages = packagesOf(missing.map(([program]) => program));
  const leftOut = (why: string) => skipped(NAME, `some tests are left out: ${why}`);
  if (process.getuid?.() !== 0) return leftOut(`only root can install ${packages.join(", ")}`);
  if (findOnPath("apt-get").length === 0) return leftOut("this is not Debian or a relative of it");
  process.stdout.write(`\n  apt-get install ${packages.join(" ")}\n  `);
  const options = ["-y", "--no-install-recommends", ...packages];
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runProgram("apt-get", ["update"], { timeoutMs: PATIENCE_MS, env });
  const { code, output } = await runProgram("apt-get", ["install", ...options], {
    timeoutMs: PATIENCE_MS,
    env,
  });
  return code === 0 ? passed() : leftOut(`apt-get ended with ${code}: ${output.trim().split("\n").at(-1)}`);
}
