import { posix } from "node:path";
import { launchdPlist } from "./launchd-plist.ts";
import { LAUNCHD_LABEL, SERVICE_NAME, type ServicePlan, type ServiceScope } from "./service-plan.ts";
import { systemdUnit } from "./systemd-unit.ts";
import { type CommandLine, windowsInstall, windowsStatus, windowsUninstall } from "./windows-service.ts";

/** What has to be done on one system to set the service up, take it away, and look at it. */
export type ServiceSteps = {
  /** The definition, where the system keeps it in a file. */
  file?: { path: string; text: string };
  install: CommandLine[];
  /** Before the file is removed. A step that fails here is no reason to stop: the service may not be there. */
  uninstall: CommandLine[];
  afterRemoval: CommandLine[];
  /** Fails as soon as there is none; of systemd also when it does not run. */
  status: CommandLine;
  isRunning: (output: string) => boolean;
};

export type Where = { platform: NodeJS.Platform; home: string; uid: number; windowsHost: string };

export function serviceSteps(plan: ServicePlan, where: Where): ServiceSteps {
  switch (where.platform) {
    case "win32":
      return {
        install: windowsInstall(plan, where.windowsHost),
        uninstall: windowsUninstall,
        afterRemoval: [],
        status: windowsStatus,
        // "STATE" is said in the language of the system, the state itself is not.
        isRunning: (output) => /:\s*4\s+RUNNING\b/.test(output),
      };
    case "darwin":
      return launchdSteps(plan, where);
    default:
      return systemdSteps(plan, where);
  }
}

function systemdSteps(plan: ServicePlan, { home }: Where): ServiceSteps {
  const folder =
    plan.scope === "system" ? "/etc/systemd/system" : posix.join(home, ".config", "systemd", "user");
  const systemctl = (...words: string[]): CommandLine =>
    plan.scope === "system" ? ["systemctl", ...words] : ["systemctl", "--user", ...words];
  const unit = `${SERVICE_NAME}.service`;
  return {
    file: { path: posix.join(folder, unit), text: systemdUnit(plan) },
    install: [systemctl("daemon-reload"), systemctl("enable", unit), systemctl("restart", unit)],
    uninstall: [systemctl("disable", "--now", unit)],
    afterRemoval: [systemctl("daemon-reload"), systemctl("reset-failed", unit)],
    status: systemctl("is-active", unit),
    isRunning: (output) => output.trim() === "active",
  };
}

function launchdSteps(plan: ServicePlan, { home, uid }: Where): ServiceSteps {
  const { folder, domain } = launchdPlace(plan.scope, home, uid);
  const path = posix.join(folder, `${LAUNCHD_LABEL}.plist`);
  const service = `${domain}/${LAUNCHD_LABEL}`;
  return {
    file: { path, text: launchdPlist(plan) },
    install: [
      ["launchctl", "bootstrap", domain, path],
      ["launchctl", "kickstart", "-k", service],
    ],
    uninstall: [["launchctl", "bootout", service]],
    afterRemoval: [],
    status: ["launchctl", "print", service],
    isRunning: (output) => /^\s*state = running$/m.test(output),
  };
}

function launchdPlace(scope: ServiceScope, home: string, uid: number) {
  return scope === "system"
    ? { folder: "/Library/LaunchDaemons", domain: "system" }
    : { folder: posix.join(home, "Library", "LaunchAgents"), domain: `gui/${uid}` };
}
