import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { takeFromDebian } from "./debian-package.ts";
import { isProgram } from "./find-on-path.ts";
import { root } from "./place.ts";
import { runProgram } from "./run-program.ts";
import { Trouble } from "./trouble.ts";

const folder = join(root, "out", "test-tools", "sshd");
const target = join(folder, "sshd");
const LIBRARIES: Record<string, string> = { x64: "x86_64-linux-gnu", arm64: "aarch64-linux-gnu" };

/** OpenSSH's server, which tests of sftp start on loopback: one that was named, the system's, or of its own suite unpacked. */
export async function bringSshd(named = process.env["HOLDFAST_SSHD"]): Promise<string> {
  for (const path of [named, "/usr/sbin/sshd", target]) {
    if (path !== undefined && path !== "" && isProgram(path) && (await objectionTo(path)) === undefined)
      return path;
  }
  const suites = [ownSuite()];
  const libraries = LIBRARIES[process.arch];
  if (libraries === undefined)
    throw new Trouble(`there is no sshd here, and none can be fetched for ${process.arch}`);
  const library = "libwrap.so.0";
  await takeFromDebian({
    name: "libwrap0",
    file: `usr/lib/${libraries}/${library}`,
    target: join(folder, library),
    objection: async () => undefined,
    suites,
  });
  await takeFromDebian({
    name: "openssh-server",
    file: "usr/sbin/sshd",
    target,
    objection: (file) => objectionTo(file, folder),
    suites,
  });
  return target;
}

/** Newer ones need the libraries of a newer system. */
function ownSuite(): string {
  const suite = /^VERSION_CODENAME=(\S+)$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
  if (suite === undefined) throw new Trouble("this system does not say which suite it is");
  return suite;
}

/** It knows no --version, and names itself where it complains about that. */
async function objectionTo(path: string, libraries = dirname(path)): Promise<string | undefined> {
  const { output } = await runProgram(path, ["-V"], {
    timeoutMs: 20_000,
    env: { LD_LIBRARY_PATH: libraries },
  });
  return /OpenSSH/.test(output) ? undefined : `${path} is no sshd that runs here`;
}
