import { getMe } from "#contract/access";
import { Refusal } from "../core/refusal.ts";
import type { CoreClient } from "./core-client.ts";

/** The id of this computer's own agent, which does the work. */
export async function localAgentId({ call }: CoreClient): Promise<string> {
  const { localAgentId: id } = await call(getMe, {});
  if (id !== null) return id;
  throw new Refusal(
    "This Holdfast runs without an agent (--no-agent), so it cannot back up or restore here. Start it without --no-agent.",
  );
}
