import { setTimeout } from "node:timers/promises";
import { delayOf } from "../../../agent-core/backoff.ts";
import { agentIdOf, agentKeyOf, makeMachines } from "../fleet.ts";
import { holdPolls } from "../held-polls.ts";
import { createSender, NotTaken } from "../load.ts";
import type { Pair, Row } from "../measure.ts";
import { startAgain, startCoreOn } from "../servers.ts";
import { heartbeatShot } from "../shots.ts";

const MOST_SECONDS = 30;
const VARIABLES = { HOLDFAST_NO_AGENT: "true" };

/** Until every machine has been heard of again by a core that was restarted under their held polls, by the clock. */
export const reconnectRow: Row = {
  name: "reconnect",
  async run({ quick, folder }) {
    const machines = quick ? 1_000 : 10_000;
    let core = await startCoreOn(folder, (dataDir) => makeMachines(dataDir, machines));
    const seconds: Pair[] = [];
    const errors: Pair[] = [];
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      const polls = await holdPolls(core.url, machines);
      await setTimeout(10_000);
      polls.close();
      await core.stop();
      const back = comeBack(core.url, machines);
      core = await startAgain(core, VARIABLES);
      back.isThere();
      const { ms, refused } = await back.all;
      seconds.push({ base: MOST_SECONDS, subject: ms / 1_000 });
      errors.push({ base: 1, subject: refused });
    }
    await core.stop();
    const what = `${machines.toLocaleString("en")} machines come back to a core that was restarted`;
    return [
      { what, against: `${MOST_SECONDS} s`, target: { atMost: 1 }, pairs: seconds, share: "cost" },
      {
        what: `${what}, errors but 503 with a time`,
        against: "one",
        target: { atMost: 0 },
        pairs: errors,
        share: "cost",
      },
    ];
  },
};

/** Each tries as an agent does, with its delays, until its heartbeat is taken. */
function comeBack(url: string, machines: number) {
  const sender = createSender(url, machines);
  let startedAt = Number.NaN;
  let refused = 0;

  async function one(machine: number): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await sender.one(heartbeatShot(agentIdOf(machine), agentKeyOf(machine), machine));
        return;
      } catch (error) {
        const isBusy = error instanceof NotTaken && error.status === 503 && error.retryAfterSeconds > 0;
        if (!isBusy && !isNobodyThere(error)) refused += 1;
        const asked = isBusy ? error.retryAfterSeconds * 1_000 : 0;
        await setTimeout(Math.max(asked, delayOf(attempt)));
      }
    }
  }

  const all = Promise.all(Array.from({ length: machines }, (_, machine) => one(machine))).then(() => {
    const ms = performance.now() - startedAt;
    sender.close();
    return { ms, refused };
  });
  return {
    isThere(): void {
      startedAt = performance.now();
    },
    all,
  };
}

const isNobodyThere = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
