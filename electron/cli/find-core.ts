import { type AdminFile, readAdminFile } from "../core/admin-file.ts";
import { type CoreConfig, environmentOfProcess } from "../core/config.ts";
import { serviceDataDir, thisComputer } from "../core/folders.ts";
import { errorCode, exitCodes, Refusal } from "../core/refusal.ts";

export type RunningCore = AdminFile & { dataDir: string };

/** The core of a data folder that was named; else that of the service, else that of this user. */
export function findCore({ dataDir, dataDirIsChosen }: CoreConfig): RunningCore {
  const places = dataDirIsChosen
    ? [dataDir]
    : [serviceDataDir(thisComputer(environmentOfProcess())), dataDir];
  const found = places.map(look);
  for (const one of found) if (one.core !== undefined) return one.core;
  throw found.some(({ isClosed }) => isClosed) ? notAllowed() : notRunning(dataDir);
}

export function notRunning(dataDir: string, cause?: unknown): Refusal {
  return new Refusal(
    `Holdfast is not running here (data folder ${dataDir}), so nothing is being backed up now. ` +
      "Open the Holdfast app, or start it with: holdfast core",
    exitCodes.noCore,
    cause,
  );
}

export function stoppedMeanwhile(cause: unknown): Refusal {
  return new Refusal(
    "Holdfast was stopped meanwhile. It takes up again what was running when it starts: open the app, or run holdfast core",
    exitCodes.noCore,
    cause,
  );
}

type Look = { core?: RunningCore; isClosed?: boolean };

function look(dataDir: string): Look {
  try {
    const admin = readAdminFile(dataDir);
    // A core that was killed leaves its file behind, and its port may belong to a stranger by now.
    return admin !== undefined && isAlive(admin.pid) ? { core: { ...admin, dataDir } } : {};
  } catch (error) {
    if (errorCode(error) === "EACCES" || errorCode(error) === "EPERM") return { isClosed: true };
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

function notAllowed(): Refusal {
  return new Refusal(
    "Holdfast runs as a service on this computer, and only an administrator may command it. " +
      "Run this again with sudo (on Windows: in a terminal of an administrator).",
    exitCodes.noCore,
  );
}
