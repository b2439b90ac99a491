import type { RepositoryAccess } from "#contract/repository";
import { toInstant } from "../ids.ts";

type Kit = { name: string; resticId: string | null; access: RepositoryAccess; at: Date };
type Setting = { name: string; value: string };

const CA_FILE = "holdfast-ca.pem";

/** Everything that opens a repository with stock restic on a machine that never saw Holdfast. */
export function writeRecoveryKit({ name, resticId, access, at }: Kit): string {
  const { password, username, backendPassword } = access.credentials;
  return `HOLDFAST RECOVERY KIT
Made ${toInstant(at)}

This paper opens your backups. Whoever has it can read them: keep it where you keep a spare key,
and not only on the machine that it is meant to replace.

Repository:            ${name}
Location:              ${access.location}
restic's id for it:    ${resticId ?? "not known yet: no machine has opened it so far"}
Password:              ${password}
Server user name:      ${username ?? "none"}
Server password:       ${backendPassword ?? "none"}

WHEN THE MACHINE IS GONE
1. Take any computer that reaches the location above. A backup on a drive or in a folder: connect the
   drive and write the path that it has there instead of the location.
2. Get restic, at least version 0.17.1, from https://restic.net or from your system's packages.
   Holdfast itself is not needed.
3. Open a terminal, go to an empty folder with room for your files, and enter the commands below.
   They put the password into the terminal's history: clear it afterwards on a computer of others.
4. To go on backing up, install Holdfast again and add a repository with this location and this
   password: it finds the snapshots that are there and changes none of them.

LINUX AND MACOS
${caToFile(access, posixCaFile)}${settings(access)
  .map((one) => `export ${one.name}=${posixQuote(one.value)}`)
  .join("\n")}
${commands(access, "./restored")}

WINDOWS (POWERSHELL)
${caToFile(access, powershellCaFile)}${settings(access)
  .map((one) => `$env:${one.name} = ${powershellQuote(one.value)}`)
  .join("\n")}
${commands(access, ".\\restored")}

"restic snapshots" lists what there is; write the id of another snapshot in place of "latest" to go back
further. "latest" is the newest of all machines in the repository: add --host NAME to choose one.
`;
}

function settings({ location, credentials }: RepositoryAccess): Setting[] {
  const { password, username, backendPassword } = credentials;
  return [
    { name: "RESTIC_REPOSITORY", value: location },
    { name: "RESTIC_PASSWORD", value: password },
    ...(username === undefined ? [] : [{ name: "RESTIC_REST_USERNAME", value: username }]),
    ...(backendPassword === undefined ? [] : [{ name: "RESTIC_REST_PASSWORD", value: backendPassword }]),
  ];
}

function commands({ caCertificate }: RepositoryAccess, target: string): string {
  const restic = caCertificate === undefined ? "restic" : `restic --cacert ${CA_FILE}`;
  return [`${restic} snapshots`, `${restic} ls latest`, `${restic} restore latest --target ${target}`].join(
    "\n",
  );
}

function caToFile({ caCertificate }: RepositoryAccess, write: (certificate: string) => string): string {
  return caCertificate === undefined ? "" : `${write(caCertificate.trim())}\n`;
}

function posixCaFile(certificate: string): string {
  return `printf '%s\\n' ${posixQuote(certificate)} > ${CA_FILE}`;
}

function powershellCaFile(certificate: string): string {
  return `Set-Content -Encoding ascii ${CA_FILE} ${powershellQuote(certificate)}`;
}

function posixQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** PowerShell takes typographic quotes for plain ones. */
function powershellQuote(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}
