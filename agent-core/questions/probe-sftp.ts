import { createHash } from "node:crypto";
import { posix } from "node:path";
import { knownHosts } from "#contract/known-hosts";
import type { RepositoryAccess } from "#contract/repository";
import { hostKeyLines } from "#contract/repository-place";
import { placeIn } from "#contract/restic-location";
import { createPrivateFiles } from "../backend/private-files.ts";
import { runSsh, type SshEnd } from "../backend/run-ssh.ts";
import { writeSshConfig } from "../backend/ssh-config.ts";
import { type Finding, failed, ok, skipped } from "./finding.ts";
import { PATIENCE_MS } from "./probe-server.ts";

type Deps = { tmpDir: string; inherited: Record<string, string> };
const SIGN_IN_MS = 25_000;
const MOST_FOLDERS_UP = 5;

/** Compares the keys that the server shows with the pinned ones, and tells both apart before anything is sent. */
export async function recogniseServer(deps: Deps, repository: RepositoryAccess): Promise<Finding> {
  const place = sftpPlace(repository);
  const scan = await runSsh("ssh-keyscan", ["-T", "8", "-p", String(place.port ?? 22), "--", place.host], {
    cwd: deps.tmpDir,
    env: deps.inherited,
    patienceMs: PATIENCE_MS * 2,
  });
  if (scan.isMissing) return withoutSsh("ssh-keyscan");
  const shown = hostKeyLines(scan.stdout);
  if (shown.length === 0)
    return skipped("The server did not show its key; signing in will tell whether it is the right one.");
  const { hostKey } = repository;
  const keys = { hostKey: shown.map(withoutName).join("\n") };
  if (hostKey === undefined)
    return {
      ...failed(
        "tls-untrusted",
        `Nobody has said yet by which key this server is recognised, so nothing is sent to it. It shows ${fingerprints(shown)}. Compare that with the server itself, then save it as the repository's host key.`,
      ),
      ...keys,
    };
  const pinned = new Set(hostKeyLines(knownHosts(place, hostKey)).map(withoutName));
  if (shown.some((line) => pinned.has(withoutName(line)))) return ok();
  return {
    ...failed(
      "tls-untrusted",
      `The server shows another key than the one that is saved, so nothing is sent to it: it was set up anew, or somebody is in between. It shows ${fingerprints(shown)}. Compare that with the server itself before you save it.`,
    ),
    ...keys,
  };
}

export async function signInAtSftp(deps: Deps, repository: RepositoryAccess): Promise<Finding> {
  const end = await withConfig(deps, repository, (config) =>
    runSsh("ssh", ["-F", config, ...target(repository), "-s", "sftp"], {
      cwd: deps.tmpDir,
      env: deps.inherited,
      patienceMs: SIGN_IN_MS,
    }),
  );
  if (end.code === 0) return ok();
  if (end.isMissing) return withoutSsh("ssh");
  const said = lastLine(end);
  if (/Host key verification failed|REMOTE HOST IDENTIFICATION/.test(end.stderr))
    return failed(
      "tls-untrusted",
      "The server shows another key than the saved one, so nothing is sent to it. Compare its key with the server itself, then save it.",
    );
  if (/Permission denied|invalid format|error in libcrypto|Load key/i.test(end.stderr))
    return failed(
      "access-denied",
      `The server refuses the user ${sftpPlace(repository).user} with this key (${said}), so nothing can be backed up there. Add the key's public part to authorized_keys on the server, or correct the user.`,
    );
  if (/subsystem request failed/i.test(end.stderr))
    return failed(
      "access-denied",
      "The server lets the user in but offers no sftp, so restic cannot store anything. Switch the sftp subsystem on there.",
    );
  return failed(
    "repository-unreachable",
    `Signing in did not come to an end (${said}), so nothing can be backed up there. Check the server and the network.`,
  );
}

/** Writes a small file into the folder, or into the one that it will be made in, and takes it away again. */
export async function writeAtSftp(deps: Deps, repository: RepositoryAccess): Promise<Finding> {
  const files = createPrivateFiles(deps.tmpDir);
  try {
    const config = await writeSshConfig(files, sftpPlace(repository), repository);
    const local = await files.write("probe", "Holdfast checks whether it may write here.\n");
    let end: SshEnd | undefined;
    for (const folder of foldersUpFrom(sftpPlace(repository).path)) {
      const file = quoted(posix.join(folder, `.holdfast-${crypto.randomUUID()}`));
      end = await runSsh("sftp", ["-q", "-b", "-", "-F", config, ...sftpTarget(repository)], {
        cwd: deps.tmpDir,
        env: deps.inherited,
        patienceMs: SIGN_IN_MS,
        input: `put ${local} ${file}\nrm ${file}\n`,
      });
      if (end.code === 0) return { ...ok(), appendOnly: false };
      if (!/No such file/i.test(end.stderr)) break;
    }
    return failed(
      "access-denied",
      `The folder cannot be written (${end === undefined ? "" : lastLine(end)}), so nothing can be backed up there. Correct the rights of the folder on the server, or choose another one.`,
    );
  } finally {
    await files.remove();
  }
}

function sftpPlace(repository: RepositoryAccess) {
  const place = placeIn(repository);
  if (place.kind !== "sftp") throw new Error("the location is not of sftp");
  return place;
}

async function withConfig<T>(
  deps: Deps,
  repository: RepositoryAccess,
  use: (config: string) => Promise<T>,
): Promise<T> {
  const files = createPrivateFiles(deps.tmpDir);
  try {
    return await use(await writeSshConfig(files, sftpPlace(repository), repository));
  } finally {
    await files.remove();
  }
}

function target(repository: RepositoryAccess): string[] {
  const { host, port = 22, user } = sftpPlace(repository);
  return ["-p", String(port), "-l", user, host];
}

function sftpTarget(repository: RepositoryAccess): string[] {
  const { host, port = 22, user } = sftpPlace(repository);
  return ["-P", String(port), "-o", `User=${user}`, host.includes(":") ? `[${host}]` : host];
}

function* foldersUpFrom(path: string): Generator<string> {
  let folder = path;
  for (let count = 0; count < MOST_FOLDERS_UP; count += 1) {
    yield folder;
    const above = posix.dirname(folder);
    if (above === folder) return;
    folder = above;
  }
}

const quoted = (path: string) => `"${path.replace(/["\\]/g, "\\$&")}"`;
const withoutName = (line: string) =>
  line
    .replace(/^\S+ (?=(ssh|ecdsa|sk)-)/, "")
    .split(" ")
    .slice(0, 2)
    .join(" ");
const lastLine = ({ stderr }: SshEnd) => stderr.trim().split("\n").at(-1)?.trim() ?? "no word";

function fingerprints(lines: string[]): string {
  return lines
    .map((line) => withoutName(line).split(" "))
    .map(([type = "", key = ""]) => {
      const hash = createHash("sha256").update(Buffer.from(key, "base64")).digest("base64");
      return `${type} SHA256:${hash.replace(/=+$/, "")}`;
    })
    .join(", ");
}

function withoutSsh(program: string): Finding {
  return failed(
    "not-allowed-here",
    `This machine has no ${program}, so it cannot talk to an sftp server. Install OpenSSH's client on it.`,
  );
}
