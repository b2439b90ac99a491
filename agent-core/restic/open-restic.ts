import type { RepositoryAccess } from "#contract/repository";
import type { TaskLimits } from "#contract/task";
import { prepareBackend } from "../backend/prepare-backend.ts";
import { prepareCopy } from "../backend/prepare-copy.ts";
import { childSwitch, type StopSwitch } from "../stop-signal.ts";
import { resticEnvironment, type WorkFolders } from "./environment.ts";
import { type ResticEnd, type ResticLine, runRestic } from "./run-restic.ts";
import { createWatchdog } from "./watchdog.ts";

export type ResticCommand = {
  args: string[];
  onLine?: (line: ResticLine) => void | Promise<void>;
  /** Ends this command alone after so long, as `timed-out`. */
  deadlineMs?: number;
  /** What it does without a word is no stall before this has passed. */
  quietMs?: number;
  /** Nor is anything that it does once its summary is out. */
  isQuietAfterSummary?: boolean;
  /** For commands that put their whole answer into one line. */
  maxLineCharacters?: number;
  /** Takes stdout as it comes: an archive, or what is too much to be looked at line by line twice. */
  onOutput?: (output: AsyncIterable<Uint8Array>) => Promise<void>;
  /** Those that it reads from a file of ours, for whoever wants to know. */
  folders?: readonly string[];
};
export type RunCommand = (command: ResticCommand) => Promise<ResticEnd>;

export type ResticDeps = {
  program: string;
  inherited: Record<string, string>;
  folders: WorkFolders;
  openingMs?: number;
};

/** What was really started; the environment without what every restic of ours gets. */
export type StartedRestic = {
  program: string;
  args: readonly string[];
  environment: Record<string, string>;
  folders?: readonly string[] | undefined;
};

export type ResticSession = {
  repository: RepositoryAccess;
  /** Another one that it is copied from. */
  copiedFrom?: RepositoryAccess;
  stop: StopSwitch;
  limits?: TaskLimits;
  onStart?: (started: StartedRestic) => void;
  onSpawn?: (pid: number) => void | Promise<void>;
  onEnd?: (end: ResticEnd) => void | Promise<void>;
  onLine?: (line: ResticLine) => void;
};

const OPENING_MS = 120_000;

/** restic with one repository, or with two for a copy: everything secret is bound here and nowhere else. `close` takes away what lay on disk for it. */
export async function openRestic(
  deps: ResticDeps,
  { repository, copiedFrom, stop, limits, onStart, onSpawn, onEnd, onLine }: ResticSession,
): Promise<{ run: RunCommand; close(): Promise<void> }> {
  const { tmpDir } = deps.folders;
  const backend =
    copiedFrom === undefined
      ? await prepareBackend(tmpDir, repository)
      : await prepareCopy(tmpDir, { source: copiedFrom, target: repository });
  const environment = resticEnvironment(deps.inherited, deps.folders, backend.environment);

  async function run(command: ResticCommand): Promise<ResticEnd> {
    const { onOutput } = command;
    const own = childSwitch(stop);
    const watchdog = createWatchdog(
      {
        stallMs: stallMsOf(limits, command),
        openingMs: deps.openingMs ?? OPENING_MS,
        isQuietAfterSummary: command.isQuietAfterSummary ?? false,
      },
      own.stop,
    );
    const deadline =
      command.deadlineMs === undefined ? undefined : setTimeout(own.stop, command.deadlineMs, "timed-out");
    const { program } = deps;
    const args = [...backend.args, ...bandwidthOf(limits), ...command.args];
    try {
      onStart?.({ program, args, environment: backend.environment, folders: command.folders });
      const end = await runRestic({
        program,
        args,
        environment,
        cwd: tmpDir,
        password: repository.credentials.password,
        stop: own,
        ...(onSpawn && { onSpawn }),
        ...(command.maxLineCharacters && { maxLineCharacters: command.maxLineCharacters }),
        ...(onOutput && { onOutput: (output) => onOutput(watched(output, watchdog.seeOutput)) }),
        onLine: (line) => {
          watchdog.see(line);
          onLine?.(line);
          return command.onLine?.(line);
        },
      });
      await onEnd?.(end);
      return end;
    } finally {
      clearTimeout(deadline);
      watchdog.end();
      own.detach();
    }
  }

  return { run, close: backend.close };
}

async function* watched(output: AsyncIterable<Uint8Array>, see: () => void): AsyncGenerator<Uint8Array> {
  for await (const part of output) {
    see();
    yield part;
  }
}

function stallMsOf(limits: TaskLimits | undefined, { quietMs = 0 }: ResticCommand): number {
  const stallMs = (limits?.stallSeconds ?? 0) * 1_000;
  return stallMs === 0 ? 0 : Math.max(stallMs, quietMs);
}

function bandwidthOf(limits: TaskLimits | undefined): string[] {
  return [
    ...(limits?.bandwidthUpKiBps === undefined ? [] : [`--limit-upload=${limits.bandwidthUpKiBps}`]),
    ...(limits?.bandwidthDownKiBps === undefined ? [] : [`--limit-download=${limits.bandwidthDownKiBps}`]),
  ];
}
