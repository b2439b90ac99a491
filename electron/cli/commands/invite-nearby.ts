import { setTimeout as sleep } from "node:timers/promises";
import type { Call } from "#contract/call";
import {
  approvePairing,
  getDiscovery,
  refusePairing,
  setDiscovery,
  type WaitingPairing,
} from "#contract/pairings";
import { moment } from "../../core/moment.ts";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import { type Ask, createAsk } from "../ask.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";

const LOOK_EVERY_MS = 500;
/** What can be set; a longer time is cut. */
const LONGEST_MINUTES = 60;

/** Lets this machine be found, and lets in the one whose digits a person types. */
export async function inviteNearby({ client, output }: Context, minutes: number): Promise<ExitCode> {
  const { call } = client();
  const forSeconds = Math.min(minutes, LONGEST_MINUTES) * 60;
  const { until, problem } = await call(setDiscovery, { body: { enabled: true, forSeconds } });
  const ask = createAsk();
  try {
    if (problem !== null) throw new Refusal(problem);
    output.note(
      `Other machines on this network find this one until ${moment(until)}. Say there: holdfast join --discover`,
    );
    const machine = await letOneIn(call, ask);
    output.give(
      machine,
      () => `${nameOf(machine)} is let in. It joins when somebody there says yes as well.`,
    );
    return exitCodes.ok;
  } finally {
    ask.close();
    await call(setDiscovery, { body: { enabled: false } });
  }
}

async function letOneIn(call: Call, ask: Ask): Promise<WaitingPairing> {
  for (;;) {
    const { pairings, until, problem } = await call(getDiscovery, {});
    const waiting = pairings.find(({ state }) => state === "waiting");
    if (waiting !== undefined && (await isApproved(call, ask, waiting))) return waiting;
    if (waiting === undefined && until === null)
      throw new Refusal(problem ?? "No machine was let in, and this one cannot be found any more.");
    await sleep(LOOK_EVERY_MS);
  }
}

/** They are typed, not shown: so they come from the other screen. */
async function isApproved(call: Call, ask: Ask, machine: WaitingPairing): Promise<boolean> {
  const answer = await ask(`${nameOf(machine)} wants to join. Type the six digits that it shows, or no: `);
  const params = { id: machine.id };
  if (answer?.replace(/\s/g, "") === machine.digits) {
    await call(approvePairing, { params, body: {} });
    return true;
  }
  await call(refusePairing, { params });
  if (answer === undefined) throw new Refusal("Nobody is here to compare the digits. No machine was let in.");
  process.stderr.write(
    "Refused: those are other digits. Somebody else may have answered; use a join code.\n",
  );
  return false;
}

const nameOf = ({ hostname, os, address }: WaitingPairing) => `${printable(hostname)} (${os}, at ${address})`;
