import { createWriteStream, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { beginMove, getMove, readMovedState, takeMoveBack } from "#contract/move";
import { type ExitCode, errorCode, exitCodes, Refusal } from "../../core/refusal.ts";
import { createAsk, isYes } from "../ask.ts";
import { baseUrl } from "../base-url.ts";
import type { Context } from "../context.ts";
import type { CoreClient } from "../core-client.ts";
import type { Output } from "../output.ts";

export const GO_ON_HERE = "Go on here with: holdfast move --back";

export type MoveOptions = { to: string; back?: boolean; yes?: boolean };

/** Hands this orchestrator over to another computer, takes that back, or says how it stands. */
export async function move(
  context: Context,
  addresses: string[],
  { to, back, yes }: MoveOptions,
): Promise<ExitCode> {
  if (back === true) return await goOnHere(context);
  if (addresses.length === 0) return await sayHowItStands(context);
  const places = addresses.map(baseUrl);
  const { client, output } = context;
  const core = client();
  if (yes !== true) await askFirst(output, places);
  return await handOver(core, output, { places, to });
}

async function goOnHere({ client, output }: Context): Promise<ExitCode> {
  await client().call(takeMoveBack, {});
  output.give({ moved: false }, () => "This computer goes on. Make sure that the other one does not.");
  return exitCodes.ok;
}

async function sayHowItStands({ client, output }: Context): Promise<ExitCode> {
  const state = await client().call(getMove, {});
  output.give(state, () =>
    state.since === null
      ? "This Holdfast has not moved."
      : `This Holdfast has moved to ${state.addresses.join(", ")}.\n${GO_ON_HERE}`,
  );
  return exitCodes.ok;
}

/** From here on no backup begins on this computer either. */
async function askFirst(output: Output, places: string[]): Promise<void> {
  output.note(
    `From now on no backup is begun here, and every machine is sent to ${places.join(", ")}. Holdfast has to run there with what is saved now.`,
  );
  const ask = createAsk();
  try {
    if (isYes(await ask("Hand over? (yes or no): "))) return;
  } finally {
    ask.close();
  }
  throw new Refusal(
    "Nothing was changed. Answer yes to hand over, or add --yes where nobody is asked.",
    exitCodes.usage,
  );
}

async function handOver(
  { call, readStream }: CoreClient,
  output: Output,
  { places, to }: { places: string[]; to: string },
): Promise<ExitCode> {
  const made = await call(beginMove, { body: { addresses: places } });
  const kit = resolve(to, made.fileName);
  const state = join(resolve(to), made.fileName.replace(/\.json$/, ".state"));
  try {
    writeFileSync(kit, `${JSON.stringify(made.file, null, 2)}\n`, { flag: "wx", mode: 0o600 });
    const stream = await readStream(readMovedState, {});
    await pipeline(Readable.fromWeb(stream), createWriteStream(state, { flags: "wx", mode: 0o600 }));
  } catch (error) {
    throw new Refusal(
      `The state could not be saved in ${resolve(to)} (${errorCode(error) ?? String(error)}), and this computer waits. Go on here with: holdfast move --back`,
      1,
      error,
    );
  }
  output.give({ kit, state, recoveryCode: made.recoveryCode }, () =>
    [
      `Saved: ${kit}`,
      `       ${state}`,
      "",
      `  Recovery code:  ${made.recoveryCode}`,
      "",
      "Nothing is begun here any more. Take both files to the new computer and run there:",
      `  holdfast recover ${made.fileName} --state ${made.fileName.replace(/\.json$/, ".state")}`,
      "Leave this one running until every machine has come to the new one: it sends them there.",
    ].join("\n"),
  );
  return exitCodes.ok;
}
