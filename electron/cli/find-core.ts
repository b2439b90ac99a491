import { existsSync } from "node:fs";
import { join } from "node:path";
import { type AdminFile, readAdminFile } from "../core/admin-file.ts";
import { type CoreConfig, environmentOfProcess } from "../core/config.ts";
import { serviceDataDir, thisComputer } from "../core/folders.ts";
import { isAlive } from "../core/is-alive.ts";
import { errorCode, exitCodes, Refusal } from "../core/refusal.ts";
import { readUserFile } from "../core/user-file.ts";

export type RunningCore = AdminFile & {
  dataDir: string;
  /** A service lets everybody of this computer see how it is, back it up and pause that, and no more. */
  isLimited?: true;
};

/** The core of a data folder that was named; else that of the service, else that of this user. */
export function findCore({ dataDir, dataDirIsChosen }: CoreConfig): RunningCore {
  const places = dataDirIsChosen
    ? [dataDir]
    : [serviceDataDir(thisComputer(environmentOfProcess())), dataDir];
  const found = places.map(look);
  for (const one of found) if (one.core !== undefined) return one.core;
  if (found.some(({ isClosed }) => isClosed)) throw notAllowed();
  const [ofService] = dataDirIsChosen ? [] : places;
  throw ofService !== undefined && existsSync(ofService) ? serviceStopped(ofService) : notRunning(dataDir);
}

function serviceStopped(dataDir: string): Refusal {
  return new Refusal(
    `The Holdfast service of this computer does not run (data folder ${dataDir}), so nothing is being backed up now. ` +
      `Why is at the end of ${join(dataDir, "logs", "core.log")}. As an administrator, start it with: holdfast service install`,
    exitCodes.noCore,
  );
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
  const core = read(readAdminFile, dataDir);
  if (core !== "closed") return core === undefined ? {} : { core };
  const limited = read(readUserFile, dataDir);
  return typeof limited === "object" ? { core: { ...limited, isLimited: true } } : { isClosed: true };
}

/** Whether a core runs with a data folder, also where this user may read nothing of it but that. */
export const hasCore = (dataDir: string) => look(dataDir).core !== undefined;

/** The core that runs with a data folder of which this user may read everything. */
export function coreOf(dataDir: string): RunningCore | undefined {
  const core = read(readAdminFile, dataDir);
  return core === "closed" ? undefined : core;
}

function read(
  file: (dataDir: string) => AdminFile | undefined,
  dataDir: string,
): RunningCore | "closed" | undefined {
  try {
    const found = file(dataDir);
    // A core that was killed leaves its file behind, and its port may belong to a stranger by now.
    return found !== undefined && isAlive(found.pid) ? { ...found, dataDir } : undefined;
  } catch (error) {
    if (errorCode(error) === "EACCES" || errorCode(error) === "EPERM") return "closed";
    throw error;
  }
}

function notAllowed(): Refusal {
  return new Refusal(
    "Holdfast runs as a service on this computer, and only an administrator may command it. " +
      "Run this again with sudo (on Windows: in a terminal of an administrator).",
    exitCodes.noCore,
  );
}
