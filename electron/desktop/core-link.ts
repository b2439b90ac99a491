import { restartDelayMs } from "./back-off.ts";
import type { CoreProcess } from "./core-process.ts";
import type { FoundCore } from "./find-core.ts";

/** How the shell stands to the core. `isOwn`: the shell started it, and quitting ends it. */
export type CoreState =
  | { kind: "starting" }
  | ({ kind: "running"; isOwn: boolean } & FoundCore)
  | { kind: "down"; reason: string; retryAt: number };

type Deps = {
  find: () => Promise<FoundCore | undefined>;
  answers: (core: FoundCore) => Promise<boolean>;
  start: () => Promise<CoreProcess>;
  /** What the started core wrote about itself. */
  readAddress: () => FoundCore | undefined;
  publish: (state: CoreState) => void;
  now: () => number;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

const LOOK_EVERY_MS = 5_000;
const MISSES_ALLOWED = 3;
/** A core that lived this long did not die of its start. */
const STEADY_MS = 60_000;

/** Keeps a core at hand: one that runs already, else our own, started again with growing pauses when it dies. */
export function startCoreLink(deps: Deps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const finished = keepOne(deps, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await finished;
    },
  };
}

async function keepOne(deps: Deps, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const running = await deps.find();
    if (running !== undefined) {
      failures = 0;
      deps.publish({ kind: "running", isOwn: false, ...running });
      await untilLost(deps, running, signal);
      continue;
    }
    if (signal.aborted) return;
    const startedAt = deps.now();
    const reason = await liveWithOwn(deps, signal);
    if (signal.aborted) return;
    failures = deps.now() - startedAt > STEADY_MS ? 1 : failures + 1;
    const delayMs = restartDelayMs(failures);
    deps.publish({ kind: "down", reason, retryAt: deps.now() + delayMs });
    await deps.wait(delayMs, signal);
  }
}

/** From the start of our own core to its end; says why it ended. */
async function liveWithOwn(deps: Deps, signal: AbortSignal): Promise<string> {
  deps.publish({ kind: "starting" });
  const core = await deps
    .start()
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (typeof core === "string") return core;
  const stop = () => void core.stop();
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    await core.ready;
    const address = deps.readAddress();
    if (address !== undefined) deps.publish({ kind: "running", isOwn: true, ...address });
    else await core.stop();
    const reason = await core.ended;
    return address === undefined ? NO_ADDRESS : reason;
  } catch {
    return await core.ended;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

const NO_ADDRESS =
  "Holdfast's core started but left no address in its data folder, so the app cannot reach it. See the log folder.";

/** One slow answer is no loss: a busy computer may miss two. */
async function untilLost(deps: Deps, core: FoundCore, signal: AbortSignal): Promise<void> {
  let misses = 0;
  while (misses < MISSES_ALLOWED) {
    await deps.wait(LOOK_EVERY_MS, signal);
    if (signal.aborted) return;
    misses = (await deps.answers(core)) ? 0 : misses + 1;
  }
}
