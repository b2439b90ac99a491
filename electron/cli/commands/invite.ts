import { createEnrolment } from "#contract/enrolments";
import { type ExitCode, exitCodes } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { moment } from "../words.ts";

export type InviteOptions = { label?: string; uses: number; minutes: number };

/** Makes a code that lets a machine in. */
export async function invite(
  { client, output }: Context,
  { label, uses, minutes }: InviteOptions,
): Promise<ExitCode> {
  const { call, core } = client();
  const enrolment = await call(createEnrolment, {
    body: { uses, expiresInSeconds: minutes * 60, ...(label === undefined ? {} : { label }) },
  });
  output.give(enrolment, () =>
    [
      `Join code: ${enrolment.joinCode}`,
      `Bare code: ${enrolment.code}`,
      "",
      `It lets ${uses === 1 ? "one machine" : `${uses} machines`} in until ${moment(enrolment.expiresAt)}, and is shown only now.`,
      `In this version Holdfast listens on this computer only (${core.url}), so only an agent on this computer can use it:`,
      "POST /api/v1/agents/register with the header Authorization: Bearer BARE-CODE.",
    ].join("\n"),
  );
  return exitCodes.ok;
}
