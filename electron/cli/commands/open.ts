import { createSignInLink } from "#contract/access";
import { type ExitCode, exitCodes } from "../../core/refusal.ts";
import type { Context } from "../context.ts";

/** Prints a link that signs its first visitor in. */
export async function open({ client, output }: Context): Promise<ExitCode> {
  const { call, core } = client();
  const { path, expiresAt } = await call(createSignInLink, {});
  const url = new URL(path, core.url).href;
  output.give({ url, expiresAt }, () => url);
  output.note("This link signs in once, within 60 seconds. Open it in a browser on this computer.");
  return exitCodes.ok;
}
