import { setImmediate } from "node:timers/promises";
import type { RunReport } from "#contract/outcome";
import type { Actions } from "./actions.ts";
import { nth } from "./machine.ts";
import type { World } from "./world.ts";

type Moment = { m: number; n: number; report: RunReport; turns: number };

/** Kills the orchestrator while a report is on its way: whatever was answered before must be there, and nothing by halves. */
export async function killAmidReport(
  world: World,
  actions: Actions,
  { m, n, report, turns }: Moment,
): Promise<void> {
  const machine = nth(
    world.machines.filter((one) => one.works.size > 0),
    m,
  );
  const work = machine === undefined ? undefined : nth(machine.works.values(), n);
  if (machine === undefined || work === undefined || machine.isRevoked) return world.kill();
  // The process that dies answers nobody: its refusals are none.
  const onItsWay = actions.report(machine, work, report, "reply is lost").catch(() => undefined);
  for (let turn = 0; turn < turns; turn += 1) await setImmediate();
  await world.kill();
  await onItsWay;
}
