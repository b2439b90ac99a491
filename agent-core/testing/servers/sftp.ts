import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { sshdProgram } from "../config.ts";
import { startProgram } from "./program.ts";

export type SftpServer = {
  host: string;
  port: number;
  user: string;
  /** A folder that the user may write. */
  folder: string;
  hostKey: string;
  privateKey: string;
  /** Not known to the server. */
  strangersKey: string;
  stop(): Promise<void>;
};

/** OpenSSH's own server with one key, on loopback. As root it gets a view of the system in which its own user exists. */
export async function startSftp(folder: string, port?: number): Promise<SftpServer> {
  const place = join(folder, "ssh");
  mkdirSync(join(place, "files"), { recursive: true });
  for (const name of ["host", "key", "stranger"])
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", join(place, name)]);
  const listening = port ?? (await freePort());
  writeFileSync(join(place, "config"), configOf(place, listening));
  const program = sshdProgram();
  const run = [program, "-D", "-e", "-f", join(place, "config")];
  const [file = "", ...args] = process.getuid?.() === 0 ? withUserSshd(place, run) : run;
  const server = await startProgram(file, args, {
    env: { LD_LIBRARY_PATH: dirname(program), PATH: "/usr/bin:/bin:/usr/sbin:/sbin" },
  });
  return {
    host: "127.0.0.1",
    port: server.port,
    user: userInfo().username,
    folder: join(place, "files"),
    hostKey: readFileSync(join(place, "host.pub"), "utf8").trim(),
    privateKey: readFileSync(join(place, "key"), "utf8"),
    strangersKey: readFileSync(join(place, "stranger"), "utf8"),
    stop: server.stop,
  };
}

function configOf(place: string, port: number): string {
  return `${[
    `Port ${port}`,
    "ListenAddress 127.0.0.1",
    `HostKey ${join(place, "host")}`,
    `AuthorizedKeysFile ${join(place, "key.pub")}`,
    "PidFile none",
    "StrictModes no",
    "UsePAM no",
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "PermitRootLogin yes",
    "Subsystem sftp internal-sftp",
    "ForceCommand internal-sftp",
  ].join("\n")}\n`;
}

/** sshd started by root wants a user of that name; a private mount gives it one, and the system stays as it is. */
function withUserSshd(place: string, run: string[]): string[] {
  copyFileSync("/etc/passwd", join(place, "passwd"));
  appendFileSync(join(place, "passwd"), "sshd:x:65533:65534::/run/sshd:/usr/sbin/nologin\n");
  const script = 'mount --bind "$0" /etc/passwd && mount -t tmpfs none /run && mkdir /run/sshd && exec "$@"';
  return ["unshare", "-m", "sh", "-c", script, join(place, "passwd"), ...run];
}

/** sshd takes no port 0. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
