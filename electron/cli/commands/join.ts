import { getUpstream, joinUpstream, leaveUpstream, type Upstream } from "#contract/upstream";
import { type ExitCode, exitCodes } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { checkJoinCode } from "../join-code.ts";

/** Lets another machine look after this one. The core compares the key in the code before it sends anything. */
export async function join({ client, output }: Context, joinCode: string): Promise<ExitCode> {
  checkJoinCode(joinCode);
  const { call } = client();
  const upstream = await call(joinUpstream, { body: { joinCode } });
  output.give(upstream, () => followsInWords(upstream));
  return exitCodes.ok;
}

export async function leave({ client, output }: Context): Promise<ExitCode> {
  const { call } = client();
  await call(leaveUpstream, {});
  const { problem } = await call(getUpstream, {});
  const untold = /[^.]+ could not be told: .*$/.exec(problem ?? "")?.[0].trim();
  output.give({ left: true, ...(untold !== undefined && { problem: untold }) }, () =>
    [
      "This computer follows nobody any more. The policies that were managed for it are gone from it;",
      "its own go on, and every snapshot stays where it is.",
      ...(untold === undefined ? [] : [untold]),
    ].join("\n"),
  );
  return exitCodes.ok;
}

export function followsInWords({ name, state }: Upstream): string {
  return state === "pending"
    ? `This computer has joined ${name}. An administrator there has to let it in; until then nothing is managed.`
    : `This computer follows ${name} now. What is assigned to it there appears here within a minute.`;
}
