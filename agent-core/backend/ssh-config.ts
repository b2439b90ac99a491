import { knownHosts } from "#contract/known-hosts";
import type { RepositoryAccess } from "#contract/repository";
import type { PlaceOfKind } from "#contract/repository-place";
import type { PrivateFiles } from "./private-files.ts";

/** Writes a configuration that replaces every other one of ssh, and returns its path: known server, known key, no questions, no waiting. */
export async function writeSshConfig(
  files: PrivateFiles,
  place: PlaceOfKind<"sftp">,
  { hostKey, credentials }: RepositoryAccess,
): Promise<string> {
  const known = await files.write("known_hosts", hostKey === undefined ? "" : knownHosts(place, hostKey));
  const { privateKey } = credentials;
  const identity = privateKey === undefined ? undefined : await files.write("key", `${privateKey.trim()}\n`);
  const lines = [
    "BatchMode yes",
    "ConnectTimeout 20",
    // A server that falls silent ends the connection after two minutes.
    "ServerAliveInterval 30",
    "ServerAliveCountMax 4",
    "StrictHostKeyChecking yes",
    "UpdateHostKeys no",
    "CheckHostIP no",
    `UserKnownHostsFile ${known}`,
    `GlobalKnownHostsFile ${known}`,
    ...(identity === undefined ? [] : [`IdentityFile ${identity}`, "IdentitiesOnly yes"]),
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "ForwardAgent no",
    "ForwardX11 no",
    "ClearAllForwardings yes",
    "PermitLocalCommand no",
    "RequestTTY no",
    "Compression no",
    "LogLevel ERROR",
  ];
  return await files.write("config", `${lines.join("\n")}\n`);
}
