import { createEnrolment } from "#contract/enrolments";
import { getLan } from "#contract/lan";
import { moment } from "../../core/moment.ts";
import { type ExitCode, exitCodes } from "../../core/refusal.ts";
import type { Context } from "../context.ts";

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
  const lan = await call(getLan, {});
  output.give(enrolment, () =>
    [
      `Join code: ${enrolment.joinCode}`,
      `Bare code: ${enrolment.code}`,
      "",
      `It lets ${uses === 1 ? "one machine" : `${uses} machines`} in until ${moment(enrolment.expiresAt)}, and is shown only now.`,
      lan.enabled
        ? `Other machines find this one at ${lan.addresses.join(", ")}.`
        : `Other machines cannot reach this one yet (${core.url} is for this computer only): switch that on with holdfast lan on, then make a new code.`,
    ].join("\n"),
  );
  return exitCodes.ok;
}
