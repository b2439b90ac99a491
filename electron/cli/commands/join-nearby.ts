import { setTimeout as sleep } from "node:timers/promises";
import {
  cancelJoining,
  confirmJoining,
  findNearby,
  getJoining,
  type Joining,
  type NearbyOrchestrator,
  startJoining,
} from "#contract/nearby";
import { getUpstream } from "#contract/upstream";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import { type Ask, createAsk, isYes, spaced } from "../ask.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { followsInWords } from "./join.ts";

const LOOK_EVERY_MS = 500;

/** Finds orchestrators on the network, and joins the one whose digits a person has compared. */
export async function joinNearby(context: Context): Promise<ExitCode> {
  const ask = createAsk();
  try {
    return await joinOneNearby(context, ask);
  } finally {
    ask.close();
  }
}

async function joinOneNearby({ client, output }: Context, ask: Ask): Promise<ExitCode> {
  const { call } = client();
  output.note("Looking for orchestrators on this network ...");
  const { items } = await call(findNearby, {});
  const { orchestratorId, address } = await choose(items, ask);
  const { orchestratorName, digits } = await call(startJoining, { body: { orchestratorId, address } });
  const name = printable(orchestratorName ?? address);
  process.stderr.write(
    `\n    ${spaced(digits ?? "")}\n\n${name} shows six digits too. Look at its screen, within two minutes.\n`,
  );
  if (!isYes(await ask("Are they the same? Answer yes only if you see them there: "))) {
    await call(cancelJoining, {});
    throw new Refusal("This computer did not join, and nothing was sent. You can use a join code instead.");
  }
  await call(confirmJoining, {});
  output.note(`Waiting until somebody at ${name} says so too ...`);
  const ended = await untilEnded(() => call(getJoining, {}));
  if (ended.state !== "joined") throw new Refusal(ended.problem ?? "This computer did not join.");
  const upstream = await call(getUpstream, {});
  output.give(upstream, () => followsInWords(upstream));
  return exitCodes.ok;
}

async function choose(items: NearbyOrchestrator[], ask: Ask): Promise<NearbyOrchestrator> {
  const [only] = items;
  if (only === undefined)
    throw new Refusal(
      "No orchestrator lets itself be found on this network. Say holdfast invite --discover on it, or open “Add a computer” there; then try again, or use a join code.",
    );
  for (const [index, { name, address }] of items.entries())
    process.stderr.write(`  ${index + 1}  ${printable(name)}  ${address}\n`);
  const answer = await ask(`Which one shall look after this computer? (1 to ${items.length}): `);
  const chosen = /^\d{1,3}$/.test(answer ?? "") ? items[Number(answer) - 1] : undefined;
  if (chosen === undefined) throw new Refusal("None was chosen, so nothing was changed.", exitCodes.usage);
  return chosen;
}

async function untilEnded(look: () => Promise<Joining>): Promise<Joining> {
  for (;;) {
    const joining = await look();
    if (joining.state !== "confirmed") return joining;
    await sleep(LOOK_EVERY_MS);
  }
}
