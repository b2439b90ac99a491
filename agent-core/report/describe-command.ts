import { STARTED } from "#contract/started-command";
import type { StartedRestic } from "../restic/open-restic.ts";
import type { Redact } from "./redactor.ts";

/** A line of the log has its limit; of more arguments only their number is told. */
const MOST_CHARACTERS = 15_000;
/** What of the environment is no secret and changes what restic does; of all else only the name is told. */
const TOLD = new Set(["RESTIC_REPOSITORY", "RESTIC_CACERT", "AWS_DEFAULT_REGION", "RCLONE_CONFIG"]);
const HIDDEN = "***";

/** The command as it was started, to be pasted into a shell of this system once the secrets are filled in. */
export function describeCommand(
  { program, args, environment, folders }: StartedRestic,
  redact: Redact,
  platform: NodeJS.Platform = process.platform,
): string {
  const isWindows = platform === "win32";
  const quote = isWindows ? forPowerShell : forShell;
  const safe = (text: string) => quote(redact(text));
  const settings = Object.entries(environment).map(([name, value]) => {
    const told = TOLD.has(name) ? safe(value) : quote(HIDDEN);
    return isWindows ? `$env:${name} = ${told};` : `${name}=${told}`;
  });
  const { kept, leftOut } = upTo(MOST_CHARACTERS, args.map(safe));
  return [
    `${STARTED}${[...settings, ...(isWindows ? ["&"] : [])].join(" ")}`.trimEnd(),
    safe(program),
    ...kept,
    ...(leftOut === 0 ? [] : [`# and ${leftOut} more arguments`]),
    ...(folders === undefined ? [] : [`# with the folders ${upTo(1_000, folders.map(safe)).kept.join(" ")}`]),
  ].join(" ");
}

function upTo(most: number, words: readonly string[]): { kept: string[]; leftOut: number } {
  let characters = 0;
  const kept = words.filter((word) => {
    characters += word.length + 1;
    return characters <= most;
  });
  return { kept, leftOut: words.length - kept.length };
}

const PLAIN = /^[\w@%+=:,./-]+$/;

function forShell(text: string): string {
  if (PLAIN.test(text)) return text;
  if (/\p{Cc}/u.test(text)) return `$'${text.replace(/['\\]/g, "\\$&").replace(/\p{Cc}/gu, inHex)}'`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A line of the log is one line. */
const inHex = (sign: string) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`;

function forPowerShell(text: string): string {
  return PLAIN.test(text) && !text.includes("@") ? text : `'${text.replaceAll("'", "''")}'`;
}
