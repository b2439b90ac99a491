import type { OperatingSystem } from "#contract/values";

export type FleetMachine = {
  machineId: string;
  hostname: string;
  role: "office" | "server";
  labels: string[];
  os: OperatingSystem;
  osVersion: string;
  appVersion: string;
  diskUse: number;
  /** Days since its last good backup in the made-up history. */
  badForDays: number;
  isOff: boolean;
};

const machine = (
  hostname: string,
  changes: Partial<FleetMachine> & Pick<FleetMachine, "os" | "osVersion">,
): FleetMachine => ({
  machineId: crypto.randomUUID(),
  hostname,
  role: "office",
  labels: ["office"],
  appVersion: "0.1.0",
  diskUse: 0.4,
  badForDays: 0,
  isOff: false,
  ...changes,
});

/** One of each kind that a page has to show: well, late, broken, off, old, full. */
export const machines: FleetMachine[] = [
  machine("Anna-Mac", { os: "darwin", osVersion: "macOS 26.1", diskUse: 0.71 }),
  machine("Lisa-Laptop", {
    os: "windows",
    osVersion: "Windows 11",
    diskUse: 0.93,
    badForDays: 8,
    isOff: true,
    labels: ["office", "laptop"],
  }),
  machine("DB-Server", {
    os: "linux",
    osVersion: "Debian GNU/Linux 13 (trixie)",
    role: "server",
    labels: ["server"],
    badForDays: 3,
  }),
  machine("Studio-PC-with-a-very-long-name-in-the-cellar", {
    os: "windows",
    osVersion: "Windows 11 Pro for Workstations",
    diskUse: 0.55,
  }),
  machine("backup-test-01", {
    os: "linux",
    osVersion: "Ubuntu 26.04 LTS",
    role: "server",
    labels: ["server", "test"],
  }),
];
