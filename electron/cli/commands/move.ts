import { createWriteStream, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { beginMove, getMove, readMovedState, takeMoveBack } from "#contract/move";
import { type ExitCode, errorCode, exitCodes, Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";

export type MoveOptions = { to: string; back?: boolean };

/** Hands this orchestrator over to another computer, takes that back, or says how it stands. */
export async function move(
  { client, output }: Context,
  addresses: string[],
  { to, back }: MoveOptions,
): Promise<ExitCode> {
  const { call, readStream } = client();
  if (back === true) {
    await call(takeMoveBack, {});
    output.give({ moved: false }, () => "This computer goes on. Make sure that the other one does not.");
    return exitCodes.ok;
  }
  if (addresses.length === 0) {
    const state = await call(getMove, {});
    output.give(state, () =>
      state.since === null
        ? "This Holdfast has not moved."
        : `This Holdfast has moved to ${state.addresses.join(", ")}.`,
    );
    return exitCodes.ok;
  }
  const made = await call(beginMove, { body: { addresses: addresses.map(withScheme) } });
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

function withScheme(address: string): string {
  const whole = address.includes("://") ? address : `https://${address}`;
  return /:\d+$/.test(whole) ? whole : `${whole}:8485`;
}
