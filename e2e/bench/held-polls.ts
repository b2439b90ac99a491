import { setTimeout } from "node:timers/promises";
import { agentIdOf, agentKeyOf } from "./fleet.ts";
import { createSender } from "./load.ts";
import { pollShot } from "./shots.ts";

/** Of more than wait to be taken at a moment the system forgets some, and their first request is lost with them. */
const [AT_ONCE, PAUSE_MS] = [500, 200];

/** Every one of so many machines waits for work over a connection of its own, again and again. */
export async function holdPolls(url: string, machines: number) {
  const sender = createSender(url, machines);
  let isOver = false;
  const hold = async (machine: number) => {
    while (!isOver) {
      await sender.one(pollShot(agentIdOf(machine), agentKeyOf(machine), 55));
    }
  };
  const held: Promise<void>[] = [];
  for (let machine = 0; machine < machines; machine += 1) {
    if (machine % AT_ONCE === 0) await setTimeout(PAUSE_MS);
    const one = hold(machine);
    // Whoever waits for the end hears of it.
    one.catch(() => undefined);
    held.push(one);
  }
  const ended = Promise.all(held).catch((error: unknown) => {
    if (!isOver) throw error;
  });
  ended.catch(() => undefined);
  return {
    /** Rejects when one of them was not answered as it should be. */
    ended,
    close(): void {
      isOver = true;
      sender.close();
    },
  };
}
