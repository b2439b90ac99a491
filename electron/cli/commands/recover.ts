import { existsSync } from "node:fs";
import { join } from "node:path";
import { takeCoreLock } from "../../core/core-lock.ts";
import { prepareDataDir } from "../../core/data-dir.ts";
import { WRAPPED_KEY, writeKeyFile } from "../../core/master-key.ts";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { readRecoveryCode } from "../read-recovery-code.ts";
import { readKitFile } from "./kit.ts";

export type RecoverOptions = { codeFile?: string; state?: string };

const withoutHistory = [
  "Start Holdfast now. Machines that joined before that day come back by themselves once they reach this computer,",
  "those that joined later wait there for your yes (holdfast open, Machines);",
  "runs and logs from before are not in the kit, snapshots are in the repositories.",
];
const withHistory = [
  "With them came every run and log. Start Holdfast now: the machines come by themselves, sent by the old computer.",
  "That one is a machine like others now. To look after it from here: stop Holdfast there, move holdfast.db* out of",
  "its data folder, start it again, and join with a code from here (holdfast invite).",
];

/** Sets an empty data folder up as the orchestrator of a recovery kit: same identity, machines, policies and repositories. */
export async function recover(
  { config, output }: Context,
  path: string,
  { codeFile, state }: RecoverOptions,
): Promise<ExitCode> {
  const { dataDir, configDir } = config;
  const keyFile = config.keyFile ?? join(configDir, "holdfast.key");
  // An app that was only started has made both by itself; whatever it is, it is kept beside the new one.
  const { isUnused, recoverOrchestrator } = await import("../../../orchestrator/start.ts");
  if (existsSync(keyFile) && (config.keyFile !== undefined || !isUnused(dataDir)))
    throw new Refusal(
      `There is a key file already (${keyFile}), and it is not replaced. Move it away, or name another place with HOLDFAST_CONFIG_DIR.`,
    );
  const file = readKitFile(path);
  const code = await readRecoveryCode(codeFile);
  prepareDataDir(dataDir);
  const lock = takeCoreLock(dataDir);
  try {
    const { repositories, machines } = await recoverOrchestrator({
      ...{ dataDir, file, code, stateFile: state },
      keysOfBefore: [keyFile, join(dataDir, WRAPPED_KEY)],
      keepKey: (key) => writeKeyFile(keyFile, key),
    });
    output.give({ dataDir, repositories, machines }, () =>
      [
        `Recovered into ${dataDir}: ${repositories} repositories and ${machines} machines of the kit of ${file.madeAt.slice(0, 10)}.`,
        ...(state === undefined ? withoutHistory : withHistory),
      ].join("\n"),
    );
    return exitCodes.ok;
  } finally {
    lock.release();
  }
}
