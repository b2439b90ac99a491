import type { TaskOffer } from "#contract/task";
import { createRunLog } from "../report/run-log.ts";
import type { TaskEnd } from "../restic/judge-end.ts";
import { createStopSwitch } from "../stop-signal.ts";
import type { TaskHandler } from "../tasks/task-context.ts";
import { openSession, type Workplace } from "./restic-session.ts";

export const NOW = new Date("2026-11-24T12:00:00.000Z");

/** One task with a restic, real or fake, and nobody to report to. */
export async function perform(
  {
    workplace,
    program,
    home = workplace.dir,
  }: { workplace: Workplace; program: string; home?: string | undefined },
  handler: TaskHandler,
  offer: TaskOffer,
): Promise<TaskEnd> {
  const now = () => NOW;
  const stop = createStopSwitch();
  const { run, close } = await openSession(workplace, program, {
    stop,
    repository: offer.repository,
    limits: offer.limits,
  });
  const send = async ({ seq }: { seq: number }) => ({ nextSeq: seq + 1 });
  const log = createRunLog({ send, redact: (text) => text, now });
  const folders = { ...workplace.folders, home };
  try {
    return await handler({
      offer,
      run,
      openForCopy: (repository) =>
        openSession(workplace, program, { repository, copiedFrom: offer.repository }),
      resticVersion: "0.19.1",
      log,
      report: () => {},
      folders,
      now,
      stop,
      onKept: async () => {},
    });
  } finally {
    await log.close();
    await close();
  }
}
