import type fc from "fast-check";
import type { TaskOffer } from "#contract/task";
import { type Actions, actionsIn } from "./actions.ts";
import { auditCommand } from "./auditor.ts";
import { type Machine, nth, type Work } from "./machine.ts";
import type { World } from "./world.ts";

export type Step = { world: World; actions: Actions };
export type Command = fc.AsyncCommand<Record<never, never>, World>;

/** A command says in words what it does, and has the auditor look afterwards. */
export function command(words: string, run: (step: Step) => Promise<void>): Command {
  return {
    check: () => true,
    async run(_model, world) {
      await run({ world, actions: actionsIn(world) });
      auditCommand(world);
    },
    toString: () => words,
  };
}

export function onMachine(
  words: string,
  m: number,
  run: (step: Step, machine: Machine) => Promise<void>,
): Command {
  return command(words, async (step) => {
    const machine = nth(step.world.machines, m);
    if (machine !== undefined) await run(step, machine);
  });
}

/** What only a machine does that is awake. */
export function awake(
  words: string,
  m: number,
  run: (step: Step, machine: Machine) => Promise<void>,
): Command {
  return onMachine(words, m, async (step, machine) => {
    if (machine.isAwake) await run(step, machine);
  });
}

/** What a machine does about one of the attempts it works on; one that works is looked for. */
export function working(
  words: string,
  m: number,
  n: number,
  run: (step: Step, machine: Machine, work: Work) => Promise<void>,
): Command {
  return command(words, async (step) => {
    const busy = step.world.machines.filter((machine) => machine.isAwake && machine.works.size > 0);
    const machine = nth(busy, m);
    const work = nth(machine?.works.values() ?? [], n);
    if (machine !== undefined && work !== undefined) await run(step, machine, work);
  });
}

/** What a machine does about one of its offers. */
export function offered(
  words: string,
  m: number,
  n: number,
  run: (step: Step, machine: Machine, offer: TaskOffer) => Promise<void>,
): Command {
  return command(words, async (step) => {
    const asked = step.world.machines.filter((machine) => machine.isAwake && machine.offers.size > 0);
    const machine = nth(asked, m);
    const offer = nth(machine?.offers.values() ?? [], n);
    if (machine !== undefined && offer !== undefined) await run(step, machine, offer);
  });
}

export function policy(world: World, n: number): string {
  return nth(world.policies, n)?.id ?? "";
}

/** Fast-check chooses evenly; what happens more often stands there more often. */
export function times<T>(count: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T>[] {
  return Array.from({ length: count }, () => arbitrary);
}
