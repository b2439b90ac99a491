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
