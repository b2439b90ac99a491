import { step } from "../steps/progress.ts";
import { Trouble } from "../steps/trouble.ts";
import type { StartArguments } from "./arguments.ts";
import { startCoreProcess } from "./core-process.ts";
import { signInLink, welcome } from "./holdfast-program.ts";
import { stopSignal } from "./until-stopped.ts";

/** The core without a window, until it is stopped. Returns the exit code. */
export async function runHeadless({ dataDir, listen }: StartArguments): Promise<number> {
  const stopWanted = stopSignal();
  const core = await step(
    "core",
    () => startCoreProcess({ dataDir, listen }),
    () => "ready",
  );
  const url = await signInLink(dataDir);
  if (url === undefined) {
    await core.stop();
    throw new Trouble(`The core runs at ${core.url} but made no sign-in link, so it was stopped.`);
  }
  console.log(welcome({ url, dataDir }));
  const code = await Promise.race([core.ended, stopWanted.then(() => 0)]);
  await core.stop();
  return code;
}
