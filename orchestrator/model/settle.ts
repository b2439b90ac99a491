import { actionsIn } from "./actions.ts";
import { audit } from "./auditor.ts";
import { reportKinds } from "./reports.ts";
import type { World } from "./world.ts";

/** Not more: a longer gap passes for a sleep, in which nobody is blamed for silence. */
const STEP_MS = 60_000;
const SETTLE_STEP_MS = 20 * 60_000;
const ROUNDS = 20;

/** Time passes as it does, with a tick in between. */
export async function passSteps(world: World, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    world.orchestrator.pass(STEP_MS);
    await world.tick();
  }
}

/** Everyone is back and honest, no new slot comes: what is open then must end by itself. */
export async function settle(world: World): Promise<void> {
  const actions = actionsIn(world);
  audit(world);
  for (const { id } of world.policies) await actions.edit(id, undefined, false, false);
  for (const machine of world.machines) machine.isAwake = true;
  await workOff(world);
  audit(world, { settled: true });
}

/** Every machine does what it is asked to, until nothing is open or too much time has passed. */
async function workOff(world: World): Promise<void> {
  const actions = actionsIn(world);
  for (let round = 0; round < ROUNDS && hasOpenTasks(world); round += 1) {
    world.orchestrator.pass(SETTLE_STEP_MS);
    await world.tick();
    for (const machine of world.machines.filter((one) => !one.isRevoked)) {
      await actions.beat(machine, true, "arrives");
      await actions.poll(machine, "arrives");
      for (const offer of [...machine.offers.values()]) await actions.acknowledge(machine, offer, "arrives");
      for (const work of [...machine.works.values()])
        await actions.report(machine, work, reportKinds.success(), "arrives");
    }
    audit(world);
  }
}

function hasOpenTasks(world: World): boolean {
  return world.books.tasks().some((task) => task.finished_at === null);
}
