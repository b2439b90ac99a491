import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { promisify } from "node:util";
import * as z from "zod";
import type { PathToken } from "#contract/source-path";

export type NamedFolders = Partial<Record<PathToken, string>>;

const ASKING_MS = 15_000;
const KEY = String.raw`Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders`;
const VALUES = {
  desktop: "Desktop",
  documents: "Personal",
  pictures: "My Pictures",
  downloads: "{374DE290-123F-4565-9164-39C4925E467B}",
} as const;

/** In base64, because what a console of Windows writes is in the letters of its country. */
const QUESTION = [
  `$k = Get-Item 'HKCU:\\${KEY}'`,
  `$found = @{ ${Object.entries(VALUES)
    .map(([token, name]) => `${token} = $k.GetValue('${name}')`)
    .join("; ")} } | ConvertTo-Json -Compress`,
  "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($found))",
].join("; ");

const folder = z.string().min(1).nullish();
const answer = z.object({ desktop: folder, documents: folder, pictures: folder, downloads: folder });

/**
 * Where Windows keeps a person's folders: for whoever lets OneDrive have them they are not in the home, where empty ones of that name stay
 * behind. Where PowerShell is forbidden or late the registry is read as it stands; a path that suffers from that is not there, and missed.
 */
export async function askWindowsFolders(): Promise<NamedFolders> {
  const said = parseWindowsFolders(await ask("powershell", ["-NoProfile", "-Command", QUESTION]));
  if (Object.keys(said).length > 0) return said;
  return parseShellFolders(await ask("reg.exe", ["query", `HKCU\\${KEY}`]), homedir());
}

/** A Windows that was too busy to say it once has its folders where they were, and not where empty ones stayed behind. */
export function keepingLast(look: () => Promise<NamedFolders>): () => Promise<NamedFolders> {
  let last: NamedFolders = {};
  return async () => {
    last = { ...last, ...(await look()) };
    return last;
  };
}

async function ask(program: string, args: string[]): Promise<string> {
  const asked = promisify(execFile)(program, args, { timeout: ASKING_MS, windowsHide: true });
  return (await asked.catch(() => ({ stdout: "" }))).stdout;
}

/** What Windows does not say is left out. */
export function parseWindowsFolders(base64: string): NamedFolders {
  return withoutUnknown(Object.entries(answer.safeParse(readJson(base64)).data ?? {}));
}

/** Lines like `    Personal    REG_EXPAND_SZ    %USERPROFILE%\OneDrive\Documents`. */
export function parseShellFolders(text: string, home: string): NamedFolders {
  const lines = [...text.matchAll(/^ {4}(\S.*?) {4}REG_(?:EXPAND_)?SZ {4}(.+?)\r?$/gm)];
  const byName = new Map(lines.map(([, name = "", path = ""]) => [name, path]));
  return withoutUnknown(
    Object.entries(VALUES).map(([token, name]) => [
      token,
      byName.get(name)?.replace(/^%USERPROFILE%/i, () => home),
    ]),
  );
}

function withoutUnknown(named: [string, string | null | undefined][]): NamedFolders {
  return Object.fromEntries(named.filter(([, path]) => typeof path === "string"));
}

function readJson(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64.trim(), "base64").toString());
  } catch {
    return undefined;
  }
}
