const LOOK_AGAIN_MS = 500;

type Deps = { parent?: () => number; everyMs?: number };

/**
 * Calls back once when the process that started this one is gone. `npm run` passes a signal only to the shell between
 * itself and the core; without this the core would go on unseen and hold its data folder.
 */
export function onceOrphaned(
  callback: () => void,
  { parent = () => process.ppid, everyMs = LOOK_AGAIN_MS }: Deps = {},
): void {
  const first = parent();
  const timer = setInterval(() => {
    if (parent() === first) return;
    clearInterval(timer);
    callback();
  }, everyMs);
  timer.unref();
}
