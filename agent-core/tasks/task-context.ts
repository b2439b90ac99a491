import type { Progress } from "#contract/outcome";
import type { RepositoryAccess } from "#contract/repository";
import type { TaskOffer } from "#contract/task";
import type { KeptAside } from "../journal/journal.ts";
import type { RunLog } from "../report/run-log.ts";
import type { Place } from "../restic/classify.ts";
import type { WorkFolders } from "../restic/environment.ts";
import type { TaskEnd } from "../restic/judge-end.ts";
import type { RunCommand } from "../restic/open-restic.ts";
import type { StopSwitch } from "../stop-signal.ts";

/** What a task of any kind works with. */
export type TaskContext = {
  offer: TaskOffer;
  run: RunCommand;
  resticVersion: string;
  /** A second repository, with this one to copy from; who opens it closes it. */
  openForCopy: (target: RepositoryAccess) => Promise<{ run: RunCommand; close(): Promise<void> }>;
  log: RunLog;
  report: (progress: Progress) => void;
  folders: { home: string } & WorkFolders;
  now: () => Date;
  /** Once it is thrown no restic starts any more; for work without one. */
  stop: Pick<StopSwitch, "signal" | "reason">;
  /**
   * Told before anything is overwritten, so that the run can name it even if this program is killed: the folder when copying begins, how
   * much is in it when all of it is on the disk.
   */
  onKept: (kept: KeptAside) => Promise<void>;
};

export type TaskHandler = (context: TaskContext) => Promise<TaskEnd>;

export function placeOf({ offer, folders }: TaskContext, writesFiles = false): Place {
  return {
    repositoryKind: offer.repository.kind,
    ownFolders: [folders.cacheDir, folders.tmpDir],
    writesFiles,
  };
}
