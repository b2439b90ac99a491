import type { ServicePlan } from "./service-plan.ts";

/**
 * Shut off from what a backup program never needs. Not from homes, `/tmp` or devices, which it has to read; nor from `/etc`, capabilities
 * and set-uid bits, which a restore has to write.
 */
const HARDENING = [
  "NoNewPrivileges=yes",
  "ProtectSystem=yes",
  "ProtectKernelTunables=yes",
  "ProtectKernelModules=yes",
  "ProtectKernelLogs=yes",
  "ProtectControlGroups=yes",
  "ProtectHostname=yes",
  "RestrictNamespaces=yes",
  "RestrictRealtime=yes",
  "LockPersonality=yes",
  "SystemCallArchitectures=native",
];

/** The text of `holdfast.service`. */
export function systemdUnit(plan: ServicePlan): string {
  const { command, environment } = plan;
  const isSystem = plan.scope === "system";
  return [
    "[Unit]",
    "Description=Holdfast backups",
    ...(isSystem ? ["Wants=network-online.target", "After=network-online.target local-fs.target"] : []),
    "# A disk that is full or a drive that comes late is no reason to give up for ever.",
    "StartLimitIntervalSec=0",
    "",
    "[Service]",
    "Type=exec",
    `ExecStart=${command.map(quote).join(" ")}`,
    ...Object.entries(environment).map(([name, value]) => `Environment=${quote(`${name}=${value}`)}`),
    "Restart=on-failure",
    "RestartSec=15s",
    "# Wrong usage does not get better by another start.",
    "RestartPreventExitStatus=2",
    "# Only the core is asked to stop; it ends its restic in order.",
    "KillMode=mixed",
    "TimeoutStopSec=20s",
    "Nice=10",
    "IOSchedulingPriority=7",
    "UMask=0077",
    ...(isSystem ? ownFolders(plan) : []),
    ...(isSystem ? HARDENING : ["NoNewPrivileges=yes", "LockPersonality=yes"]),
    "",
    "[Install]",
    `WantedBy=${isSystem ? "multi-user.target" : "default.target"}`,
    "",
  ].join("\n");
}

/** systemd makes the folders where they are in their usual places. Everybody passes through the first one to `run/user.json`. */
function ownFolders({ dataDir, configDir }: ServicePlan): string[] {
  return [
    ...(dataDir === "/var/lib/holdfast" ? ["StateDirectory=holdfast", "StateDirectoryMode=0711"] : []),
    ...(configDir === "/etc/holdfast"
      ? ["ConfigurationDirectory=holdfast", "ConfigurationDirectoryMode=0700"]
      : []),
  ];
}

/** In double quotes, with what systemd would replace written twice. */
function quote(word: string): string {
  if (/^[\w./=:@-]+$/.test(word)) return word;
  const escaped = word.replace(/[\\"]/g, "\\$&").replace(/[%$]/g, "$&$&");
  return `"${escaped.replace(/\n/g, "\\n").replace(/\t/g, "\\t")}"`;
}
