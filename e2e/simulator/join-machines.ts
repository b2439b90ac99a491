import { registerAgent } from "#contract/agent-protocol";
import { createCaller } from "#contract/call";
import { createLink, type Target } from "./link.ts";
import type { JoinedMachine } from "./machine.ts";
import type { Tally } from "./tally.ts";
import { drawRegistration, drawTemper } from "./temper.ts";

type Deps = { target: Target; tally: Tally; random: () => number };
const AT_ONCE = 20;

/** All join with one code, some at a time, as after a roll-out. */
export async function joinMachines(
  { target, tally, random }: Deps,
  code: string,
  count: number,
): Promise<JoinedMachine[]> {
  const link = createLink(target, tally);
  const call = createCaller({
    baseUrl: "",
    fetch: link.fetch,
    headers: () => ({ authorization: `Bearer ${code}` }),
  });
  const joined: JoinedMachine[] = [];
  let next = 1;
  const joinSome = async () => {
    for (let number = next++; number <= count; number = next++) {
      const temper = drawTemper(random);
      const { agentId, agentKey, heartbeatIntervalSeconds } = await call(registerAgent, {
        body: drawRegistration(random, number, temper),
      });
      if (agentKey === undefined) throw new Error("A machine joined and was given no key.");
      joined.push({ agentId, agentKey, heartbeatSeconds: heartbeatIntervalSeconds, temper });
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, joinSome));
  } finally {
    link.close();
  }
  return joined;
}
