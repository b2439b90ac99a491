import { getLan, type Lan, setLan } from "#contract/lan";
import { parseLan } from "../../core/listen.ts";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";

export type LanOptions = { address?: string };

/** Orchestrator mode, switched while everything goes on. */
export async function lan(
  { client, output }: Context,
  wanted: string | undefined,
  { address }: LanOptions,
): Promise<ExitCode> {
  if (wanted !== undefined && wanted !== "on" && wanted !== "off")
    throw new Refusal("Say on or off, or neither to hear how it stands.", exitCodes.usage);
  const at = address === undefined ? {} : parseLan(address);
  const { call } = client();
  const state =
    wanted === undefined
      ? await call(getLan, {})
      : await call(setLan, { body: { enabled: wanted === "on", ...at } });
  output.give(state, () => inWords(state));
  return exitCodes.ok;
}

function inWords({ enabled, addresses, problem, caFingerprint }: Lan): string {
  if (problem !== null) return `Other machines cannot reach this one: ${problem}`;
  if (!enabled) return "Other machines cannot reach this one. Switch that on with: holdfast lan on";
  return [
    `Other machines reach this one at ${addresses.join(", ")}.`,
    `Its certificate, as browsers show it: ${caFingerprint}`,
    "Let a machine in with: holdfast invite",
  ].join("\n");
}
