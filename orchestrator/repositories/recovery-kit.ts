import type { RepositoryAccess } from "#contract/repository";
import { toInstant } from "../ids.ts";
import { kitSignIn } from "./kit-sign-in.ts";

type Kit = { name: string; resticId: string | null; access: RepositoryAccess; at: Date };

/** Everything that opens a repository with stock restic on a machine that never saw Holdfast. */
export function writeRecoveryKit({ name, resticId, access, at }: Kit): string {
  return `HOLDFAST RECOVERY KIT
Made ${toInstant(at)}

This paper opens your backups. Whoever has it can read them: keep it where you keep a spare key,
and not only on the machine that it is meant to replace.

Repository:            ${name}
Location:              ${access.location}
restic's id for it:    ${resticId ?? "not known yet: no machine has opened it so far"}
Password:              ${access.credentials.password}
${signInLines(access)}
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
${commands(access, POSIX)}

WINDOWS (POWERSHELL)
${commands(access, POWERSHELL)}

"restic snapshots" lists what there is; write the id of another snapshot in place of "latest" to go back
further. "latest" is the newest of all machines in the repository: add --host NAME to choose one.
`;
}

/** The sign-in as people read it; the contents of files stand below, in the commands. */
export function signInLines(access: RepositoryAccess): string {
  const { settings, missing } = kitSignIn(access);
  const lines = settings.map(({ label, value }) => `${`${label}:`.padEnd(22)} ${value ?? "none"}\n`);
  return `${lines.join("")}${missing === undefined ? "" : `\nALSO NEEDED\n${missing}\n`}`;
}

type Shell = {
  quote: (text: string) => string;
  set: (name: string, quoted: string) => string;
  write: (file: string, quoted: string, isSecret: boolean) => string;
  folder: string;
};

const POSIX: Shell = {
  quote: posixQuote,
  set: (name, quoted) => `export ${name}=${quoted}`,
  write: (file, quoted, isSecret) => {
    const line = `printf '%s\\n' ${quoted} > ${file}`;
    return isSecret ? `(umask 077; ${line})` : line;
  },
  folder: "./restored",
};

const POWERSHELL: Shell = {
  quote: powershellQuote,
  set: (name, quoted) => `$env:${name} = ${quoted}`,
  write: (file, quoted) => `Set-Content -Encoding ascii ${file} ${quoted}`,
  folder: ".\\restored",
};

function commands(access: RepositoryAccess, { quote, set, write, folder }: Shell): string {
  const { settings, files, options } = kitSignIn(access);
  const variables = [
    ["RESTIC_REPOSITORY", access.location],
    ["RESTIC_PASSWORD", access.credentials.password],
    ...settings.map(({ name, value }) => [name, value] as const),
  ] as const;
  const restic = ["restic", ...options.map((one) => (/^[\w./=-]+$/.test(one) ? one : quote(one)))].join(" ");
  return [
    ...files.map(({ name, text, isSecret }) => write(name, quote(text), isSecret)),
    ...variables.flatMap(([name, value]) => (value === undefined ? [] : [set(name, quote(value))])),
    `${restic} snapshots`,
    `${restic} ls latest`,
    `${restic} restore latest --target ${folder}`,
  ].join("\n");
}

function posixQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** PowerShell takes typographic quotes for plain ones. */
function powershellQuote(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}
