import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The Electron that somebody named for the tests. */
export const namedElectron = (): string | undefined => process.env["HOLDFAST_ELECTRON"] || undefined;

export const hasDisplay = () => process.platform !== "linux" || (process.env["DISPLAY"] ?? "") !== "";

export const isOnPath = (program: string) =>
  (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

/** The environment of this process with some variables set. */
export function environmentWith(variables: Record<string, string>): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return { ...Object.fromEntries(kept), ...variables };
}

/** Only what any session has: nothing that names a data folder. */
export const environmentOfSession = (home: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, ".config") }).filter(
      (entry): entry is [string, string] =>
        ["PATH", "DISPLAY", "HOME", "XDG_CONFIG_HOME"].includes(entry[0]) && entry[1] !== undefined,
    ),
  );
