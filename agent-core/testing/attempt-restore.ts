import { randomUUID } from "node:crypto";
import type { RestoreSpec } from "#contract/task";
import type { RunLog } from "../report/run-log.ts";
import type { TaskEnd } from "../restic/judge-end.ts";
import { createStopSwitch, type StopReason } from "../stop-signal.ts";
import { runRestore } from "../tasks/restore.ts";
import { offerOf } from "./offers.ts";
import { openSession, realRestic, type Workplace } from "./restic-session.ts";
import { silentRunLog } from "./silent-log.ts";
import type { Stage } from "./stage.ts";

export type Attempt = { taskId?: string; stoppedBy?: StopReason; log?: RunLog; onStop?: () => void };

/** One on a slow line that is stopped in the middle of the first large file, or a whole one. */
export async function attemptRestore(
  { workplace, repository }: { workplace: Workplace } & Pick<Stage, "repository">,
  spec: RestoreSpec,
  { taskId = randomUUID(), stoppedBy, log = silentRunLog, onStop = () => {} }: Attempt = {},
): Promise<TaskEnd> {
  const stop = createStopSwitch();
  const { run, close } = await openSession(workplace, await realRestic(workplace), {
    stop,
    repository,
    ...(stoppedBy && {
      limits: { maxRuntimeSeconds: 600, stallSeconds: 600, bandwidthDownKiBps: 6 * 1024 },
    }),
  });
  try {
    return await runRestore({
      offer: { ...offerOf({ kind: "restore", repository, spec }), taskId },
      run,
      openForCopy: async () => Promise.reject(new Error("none")),
      resticVersion: "0.19.1",
      log,
      report: ({ phase, bytesDone }) => {
        if (!stoppedBy || phase !== "restoring" || bytesDone === 0) return;
        onStop();
        stop.stop(stoppedBy);
      },
      folders: { ...workplace.folders, home: workplace.dir },
      now: () => new Date(),
      stop,
      onKept: async () => {},
    });
  } finally {
    await close();
  }
}
