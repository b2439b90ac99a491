import type { Registration } from "#contract/agent-protocol";

/** What kind of machine one is, and what happens to it. */
export type Temper = {
  /** Laptops sleep and lose their network; servers do not. */
  isLaptop: boolean;
  /** A slow line: every request of it begins so much later. */
  lagMs: number;
  diskBytes: number;
};

type Random = () => number;
const SYSTEMS = [
  { os: "windows", osVersion: "Windows 11 Pro", arch: "x64" },
  { os: "darwin", osVersion: "macOS 26.1", arch: "arm64" },
  { os: "linux", osVersion: "Debian GNU/Linux 13 (trixie)", arch: "x64" },
] as const;

export function drawTemper(random: Random): Temper {
  const isLaptop = random() < 0.4;
  return {
    isLaptop,
    lagMs: random() < 0.1 ? 100 + random() * 400 : random() * 5,
    diskBytes: Math.round((0.25 + random() * 4) * 1e12),
  };
}

export function drawRegistration(random: Random, number: number, { isLaptop }: Temper): Registration {
  const system = SYSTEMS[Math.floor(random() * SYSTEMS.length)] ?? SYSTEMS[2];
  return {
    ...system,
    machineId: crypto.randomUUID(),
    hostname: `${isLaptop ? "laptop" : "pc"}-${String(number).padStart(4, "0")}`,
    appVersion: "0.1.0",
    resticVersion: "0.19.1",
    protocolVersion: 1,
    timeZone: random() < 0.8 ? "Europe/Berlin" : "America/New_York",
  };
}

/** Until the next time that a laptop goes away, and for how long: a lid that is shut, or a network that is lost. */
export function drawAbsence(random: Random): { afterMs: number; lastsMs: number } {
  const isSleep = random() < 0.5;
  return {
    afterMs: (1 + random() * 8) * 60_000,
    lastsMs: isSleep ? 20_000 + random() * 50_000 : 2_000 + random() * 15_000,
  };
}

export type End = "success" | "warning" | "failure";

export function drawEnd(random: Random): End {
  const drawn = random();
  if (drawn < 0.94) return "success";
  return drawn < 0.97 ? "warning" : "failure";
}
