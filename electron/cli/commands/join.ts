import { getUpstream, joinUpstream, leaveUpstream, type Upstream } from "#contract/upstream";
import { sayAgain } from "#contract/words/say";
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
  const untold = untoldOf(await call(getUpstream, {}));
  output.give({ left: true, ...(untold !== undefined && { problem: untold }) }, () =>
    [
      "This computer follows nobody any more. The policies that were managed for it are gone from it;",
      "its own go on, and every snapshot stays where it is.",
      ...(untold === undefined ? [] : [untold]),
    ].join("\n"),
  );
  return exitCodes.ok;
}

/** Said by the core, so in the language of who reads it here. */
export function untoldOf({ name, problem }: Pick<Upstream, "name" | "problem">): string | undefined {
  const untold = sayAgain(`${name} could not be told: remove this computer there too.`);
  return problem?.endsWith(untold) === true ? untold : undefined;
}

export function followsInWords({ name, state }: Upstream): string {
  return state === "pending"
    ? `This computer has joined ${name}. An administrator there has to let it in; until then nothing is managed.`
    : `This computer follows ${name} now. What is assigned to it there appears here within a minute.`;
}
