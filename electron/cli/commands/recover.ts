import { existsSync } from "node:fs";
import { join } from "node:path";
import { takeCoreLock } from "../../core/core-lock.ts";
import { prepareDataDir } from "../../core/data-dir.ts";
import { writeKeyFile } from "../../core/master-key.ts";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { readRecoveryCode } from "../read-recovery-code.ts";
import { readKitFile } from "./kit.ts";

/** Sets an empty data folder up as the orchestrator of a recovery kit: same identity, machines, policies and repositories. */
export async function recover(
  { config, output }: Context,
  path: string,
  codeFile: string | undefined,
): Promise<ExitCode> {
  const { dataDir, configDir } = config;
  const keyFile = config.keyFile ?? join(configDir, "holdfast.key");
  if (existsSync(keyFile))
    throw new Refusal(
      `There is a key file already (${keyFile}), and it is not replaced. Move it away, or name another place with HOLDFAST_CONFIG_DIR.`,
    );
  const file = readKitFile(path);
  const code = await readRecoveryCode(codeFile);
  prepareDataDir(dataDir);
  const lock = takeCoreLock(dataDir);
  try {
    const { recoverOrchestrator } = await import("../../../orchestrator/start.ts");
    const { repositories, machines } = await recoverOrchestrator({
      ...{ dataDir, file, code },
      keepKey: (key) => writeKeyFile(keyFile, key),
    });
    output.give({ dataDir, repositories, machines }, () =>
      [
        `Recovered into ${dataDir}: ${repositories} repositories and ${machines} machines of the kit of ${file.madeAt.slice(0, 10)}.`,
        "Start Holdfast now. Machines that joined before that day come back by themselves once they reach this computer,",
        "those that joined later wait there for your yes (holdfast open, Machines);",
        "runs and logs from before are not in the kit, snapshots are in the repositories.",
      ].join("\n"),
    );
    return exitCodes.ok;
  } finally {
    lock.release();
  }
}
