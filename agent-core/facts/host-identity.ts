import { arch, hostname } from "node:os";
import type { Registration } from "#contract/agent-protocol";
import type { OperatingSystem } from "#contract/values";
import { localZone } from "./local-zone.ts";
import { osVersion } from "./os-version.ts";

export type HostIdentity = Omit<Registration, "protocolVersion" | "labels">;

export function hostIdentity(known: {
  machineId: string;
  appVersion: string;
  resticVersion: string | undefined;
}): HostIdentity {
  return {
    machineId: known.machineId,
    hostname: hostname(),
    os: operatingSystemOf(process.platform),
    osVersion: osVersion(process.platform),
    arch: arch(),
    appVersion: known.appVersion,
    resticVersion: known.resticVersion ?? null,
    timeZone: localZone(),
  };
}

/** Unix systems that we do not name are treated like Linux. */
export function operatingSystemOf(platform: NodeJS.Platform): OperatingSystem {
  if (platform === "win32") return "windows";
  return platform === "darwin" ? "darwin" : "linux";
}
