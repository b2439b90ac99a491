import { API } from "#contract/version";
import { agentIdOf, agentKeyOf } from "./fleet.ts";
import { createSender } from "./load.ts";

/** Every one of so many machines waits for work over a connection of its own, again and again. */
export async function holdPolls(url: string, machines: number) {
  const sender = createSender(url, machines);
  let isOver = false;
  const hold = async (machine: number) => {
    while (!isOver) {
      const path = `${API}/agents/${agentIdOf(machine)}/tasks?wait=55`;
      await sender.one({ method: "GET", path, bearer: agentKeyOf(machine) });
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
