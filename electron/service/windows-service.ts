import { type ServicePlan, WINDOWS_SERVICE } from "./service-plan.ts";

export type CommandLine = readonly [string, ...string[]];

/** The calls of `sc.exe` that set the service up. `host` answers the service manager and starts the core, which cannot do that itself. */
export function windowsInstall({ command, environment }: ServicePlan, host: string): CommandLine[] {
  const binPath = [host, ...command, "--stop-with-stdin"].map(quote).join(" ");
  return [
    [
      "sc.exe",
      "create",
      WINDOWS_SERVICE,
      "binPath=",
      binPath,
      "start=",
      "delayed-auto",
      "obj=",
      "LocalSystem",
      "DisplayName=",
      "Holdfast backups",
    ],
    [
      "sc.exe",
      "description",
      WINDOWS_SERVICE,
      "Backs this computer up on a schedule, also while nobody is signed in.",
    ],
    // Five seconds, a minute, then five minutes after each failure; the count begins anew after a day.
    [
      "sc.exe",
      "failure",
      WINDOWS_SERVICE,
      "reset=",
      "86400",
      "actions=",
      "restart/5000/restart/60000/restart/300000",
    ],
    [
      "reg.exe",
      "add",
      `HKLM\\SYSTEM\\CurrentControlSet\\Services\\${WINDOWS_SERVICE}`,
      "/v",
      "Environment",
      "/t",
      "REG_MULTI_SZ",
      "/d",
      Object.entries(environment)
        .map((pair) => pair.join("="))
        .join("\\0"),
      "/f",
    ],
    ["sc.exe", "start", WINDOWS_SERVICE],
  ];
}

export const windowsUninstall: CommandLine[] = [
  ["sc.exe", "stop", WINDOWS_SERVICE],
  ["sc.exe", "delete", WINDOWS_SERVICE],
];

export const windowsStatus: CommandLine = ["sc.exe", "query", WINDOWS_SERVICE];

/** By the rules of CommandLineToArgvW: backslashes count only before a quote. */
export function quote(word: string): string {
  if (/^[^\s"]+$/.test(word)) return word;
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, "$1$1")}"`;
}
