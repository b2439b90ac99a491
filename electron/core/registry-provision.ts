import { spawnSync } from "node:child_process";

/** Runs `reg.exe` and gives what it printed; undefined where it failed. */
export type RunReg = (args: readonly string[]) => string | undefined;

/** What the MSI leaves of its properties; only SYSTEM and administrators may read it. */
const KEY = String.raw`HKLM\Software\Holdfast\Provisioning`;
const CODE = "JoinCode";
const ADDRESS = "OrchestratorUrl";
/** An installer of 32 bits must not write to another place than the one read here. */
const VIEW = "/reg:64";

/** The code that a silent install was given, and how it is taken away once it has done its work. */
export function codeFromRegistry(
  run: RunReg,
): { joinCode: string; address?: string; forget(): void } | undefined {
  const read = (name: string) => textIn(run(["query", KEY, "/v", name, VIEW]), name);
  const joinCode = read(CODE);
  if (joinCode === undefined) return undefined;
  const address = read(ADDRESS);
  return {
    joinCode,
    // Over anything else nobody could show who he is.
    ...(address !== undefined && /^https:/i.test(address) && URL.canParse(address) && { address }),
    forget: () => void run(["delete", KEY, "/v", CODE, "/f", VIEW]),
  };
}

export const runReg: RunReg = (args) => {
  if (process.platform !== "win32") return undefined;
  const { status, stdout } = spawnSync("reg.exe", args, {
    encoding: "utf8",
    windowsHide: true,
    timeout: 10_000,
  });
  return status === 0 ? stdout : undefined;
};

/** A line like `    JoinCode    REG_SZ    hf1.abc`; an empty value is one that nobody gave. */
function textIn(output: string | undefined, name: string): string | undefined {
  return new RegExp(`^\\s+${name}\\s+REG_SZ\\s+(\\S.*?)\\s*$`, "m").exec(output ?? "")?.[1];
}
