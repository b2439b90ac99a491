import { knownHosts } from "#contract/known-hosts";
import type { RepositoryAccess } from "#contract/repository";
import type { PlaceOfKind } from "#contract/repository-place";
import type { PrivateFiles } from "./private-files.ts";

export type SshSide = { place: PlaceOfKind<"sftp">; access: RepositoryAccess };
/** What ssh is told to connect to where the server that is copied from is meant. */
export const SOURCE_HOST = "copied-from.holdfast";

const COMMON = [
  "BatchMode yes",
  "ConnectTimeout 20",
  // A server that falls silent ends the connection after two minutes.
  "ServerAliveInterval 30",
  "ServerAliveCountMax 4",
  "StrictHostKeyChecking yes",
  "UpdateHostKeys no",
  "CheckHostIP no",
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

/** Writes a configuration that replaces every other one of ssh, and returns its path: known server, known key, no questions, no waiting. */
export async function writeSshConfig(
  files: PrivateFiles,
  place: PlaceOfKind<"sftp">,
  access: RepositoryAccess,
): Promise<string> {
  return await write(files, await linesFor(files, { place, access }, ""));
}

/** One configuration for two servers, which keeps their keys apart even where both are one server. */
export async function writeSshConfigOfCopy(
  files: PrivateFiles,
  { source, target }: { source: SshSide; target: SshSide },
): Promise<string> {
  return await write(files, [
    `Host ${SOURCE_HOST}`,
    // A % begins a word of ssh's own.
    `HostName ${source.place.host.replaceAll("%", "%%")}`,
    ...(await linesFor(files, source, "source_")),
    `Host * !${SOURCE_HOST}`,
    ...(await linesFor(files, target, "")),
    "Host *",
  ]);
}

async function linesFor(files: PrivateFiles, { place, access }: SshSide, prefix: string): Promise<string[]> {
  const { hostKey, credentials } = access;
  const known = await files.write(
    `${prefix}known_hosts`,
    hostKey === undefined ? "" : knownHosts(place, hostKey),
  );
  const { privateKey } = credentials;
  const identity =
    privateKey === undefined ? undefined : await files.write(`${prefix}key`, `${privateKey.trim()}\n`);
  return [
    `UserKnownHostsFile ${known}`,
    `GlobalKnownHostsFile ${known}`,
    ...(identity === undefined ? [] : [`IdentityFile ${identity}`, "IdentitiesOnly yes"]),
  ];
}

function write(files: PrivateFiles, lines: string[]): Promise<string> {
  return files.write("config", `${[...lines, ...COMMON].join("\n")}\n`);
}
