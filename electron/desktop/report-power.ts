import { powerMonitor } from "electron";
import type { Call } from "#contract/call";
import { reportPower } from "#contract/power";

type Deps = { call: () => Call | undefined; info: (text: string) => void };

/** The core forgets what it was told after two minutes. */
const AGAIN_MS = 60_000;

/** Tells the core of battery and waking, which it does not hear of everywhere by itself. */
export function startPowerReports({ call, info }: Deps): { stop(): void } {
  async function report(resumed = false): Promise<void> {
    const onBattery = powerMonitor.isOnBatteryPower?.() ?? powerMonitor.onBatteryPower;
    // A core that is away is told the next time; it looks at the clock after a sleep as well.
    await call()?.(reportPower, { body: { onBattery, resumed } }).catch(() => undefined);
  }
  const timer = setInterval(() => void report(), AGAIN_MS);
  powerMonitor.on("suspend", () => info("The computer goes to sleep."));
  powerMonitor.on("resume", () => {
    info("The computer has woken up.");
    void report(true);
  });
  for (const change of ["on-battery", "on-ac"] as const)
    powerMonitor.on(change as "on-ac", () => void report());
  return { stop: () => clearInterval(timer) };
}
