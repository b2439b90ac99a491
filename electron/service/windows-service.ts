import { type ServicePlan, WINDOWS_SERVICE } from "./service-plan.ts";

export type CommandLine = readonly [string, ...string[]];

/**
 * The calls of `sc.exe` that set the service up. `host` answers the service manager, gives the core its variables and starts it,
 * which cannot do that itself; it also asks to be started again when it ends (build/packaging/windows/holdfast-service.c).
 */
export function windowsInstall({ command, environment }: ServicePlan, host: string): CommandLine[] {
  const variables = Object.entries(environment).map((pair) => pair.join("="));
  const binPath = [host, ...variables, ...command, "--stop-with-stdin"].map(quote).join(" ");
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
