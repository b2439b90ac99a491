import { agentIdOf, agentKeyOf } from "./fleet.ts";
import { createSender } from "./load.ts";
import { pollShot } from "./shots.ts";

/** Every one of so many machines waits for work over a connection of its own, again and again. */
export async function holdPolls(url: string, machines: number) {
  const sender = createSender(url, machines);
  let isOver = false;
  const hold = async (machine: number) => {
    while (!isOver) {
      await sender.one(pollShot(agentIdOf(machine), agentKeyOf(machine), 55));
    }
  };
  const held = Array.from({ length: machines }, (_, machine) => hold(machine));
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
