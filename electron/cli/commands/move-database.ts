import { takeCoreLock } from "../../core/core-lock.ts";
import { prepareDataDir } from "../../core/data-dir.ts";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";

/** Everything goes to the server, or nothing. No core may use the data folder meanwhile. */
export async function moveDatabase({ config, output }: Context): Promise<ExitCode> {
  const { dataDir } = config;
  const url = config.databaseUrl();
  if (url === undefined)
    throw new Refusal(
      "Where to is missing: set HOLDFAST_DATABASE_URL to postgres://user:password@host/database, or HOLDFAST_DATABASE_URL_FILE to a file that holds it.",
      exitCodes.usage,
    );
  prepareDataDir(dataDir);
  const lock = takeCoreLock(dataDir);
  try {
    const { moveDatabase: move } = await import("../../../orchestrator/start.ts");
    const { rows, keptAs } = await move({ dataDir, url });
    output.give({ rows, keptAs }, () =>
      [
        `Moved ${rows} rows to the server. The file of before is ${keptAs}; delete it when you have seen that all is well.`,
        "Start Holdfast with the same HOLDFAST_DATABASE_URL and the same key now. Machines come by themselves.",
        "It runs no agent of its own there: to go on backing up this computer, let it join with a code (docs/scaling.md).",
      ].join("\n"),
    );
    return exitCodes.ok;
  } finally {
    lock.release();
  }
}
