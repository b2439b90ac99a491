import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const START_IS_OVER_MS = 5_000;

/** Loading the program would let the space for short-lived objects grow to 64 MB, for one that mostly waits. */
export function keepNewSpaceSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/**
 * Else what 1,000 machines say when they join may grow to three times what is in use before it is looked through.
 * What the start left is looked through once: an idle core would hold it for ever.
 */
export function keepGarbageSmall(): void {
  setFlagsFromString("--heap-growing-percent=40");
  // Most of what was compiled has run once, at the start. What is needed again after all is compiled again.
  setFlagsFromString("--bytecode-old-age=1");
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  setTimeout(collect, START_IS_OVER_MS).unref();
}
