import { accessSync, constants, statfsSync } from "node:fs";
import { sayAgain } from "#contract/words/say";
import { environmentOfProcess } from "../../core/config.ts";
import { type ExitCode, errorCode, exitCodes, Refusal } from "../../core/refusal.ts";
import { resticCandidates } from "../../core/restic-candidates.ts";
import { checkServices } from "../check-services.ts";
import type { Context } from "../context.ts";
import type { CoreClient } from "../core-client.ts";
import { askCore, type Check } from "../diagnosis.ts";
import { findProgram } from "../find-program.ts";
import { table } from "../table.ts";
import { withoutSecrets } from "../without-secrets.ts";
import { size } from "../words.ts";
import { writeReport } from "../write-report.ts";

const CORE = "Holdfast";

/** Looks at this computer, and asks its core and agent to look at themselves. Works also where no core runs: then it is most wanted. */
export async function diagnose(context: Context, { zip }: { zip?: string } = {}): Promise<ExitCode> {
  const { config, output } = context;
  const { check: running, client } = findRunning(context);
  const dataDir = client?.core.dataDir ?? config.dataDir;
  // The agent sees what the core sees, as its user; our own look is for when there is no agent to ask.
  const found =
    client === undefined ? [checkDataDir(dataDir), checkRestic(config.restic)] : await askCore(client);
  const checks = [running, ...(await checkServices(config)), ...found].map((check) => ({
    ...check,
    message: withoutSecrets(check.message),
  }));
  if (zip !== undefined)
    await writeReport(zip, { checks, table: tableOf(checks), dataDir, configDir: config.configDir });
  output.give({ checks, ...(zip !== undefined && { zip }) }, () =>
    zip === undefined
      ? tableOf(checks)
      : `${tableOf(checks)}\n\nWritten to ${zip}. Look through it before you hand it in: it names folders and machines.`,
  );
  if (client === undefined) return exitCodes.noCore;
  return checks.some(({ status }) => status === "failed") ? exitCodes.failed : exitCodes.ok;
}

function findRunning(context: Context): { check: Check; client?: CoreClient } {
  try {
    const client = context.client();
    const { url, pid, dataDir } = client.core;
    const message = `Holdfast runs at ${url} (process ${pid}, data folder ${dataDir}).`;
    return { check: { name: CORE, status: "ok", message }, client };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { check: { name: CORE, status: "failed", message: error.message } };
  }
}

function checkDataDir(dataDir: string): Check {
  const name = "Data folder";
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = statfsSync(dataDir);
    const freeBytes = bavail * bsize;
    const message = `${dataDir} can be written; ${size(freeBytes)} are free.`;
    return { name, status: freeBytes < 1024 ** 3 ? "warning" : "ok", message };
  } catch (error) {
    const why =
      errorCode(error) === "ENOENT" ? "is not there yet; the first start makes it" : "cannot be written";
    return {
      name,
      status: errorCode(error) === "ENOENT" ? "warning" : "failed",
      message: `${dataDir} ${why}.`,
    };
  }
}

function checkRestic(named: string | undefined): Check {
  const candidates = resticCandidates(named);
  const { PATH = "" } = environmentOfProcess();
  const found = findProgram(candidates, PATH);
  if (found !== undefined) return { name: "restic", status: "ok", message: `restic is at ${found}.` };
  return {
    name: "restic",
    status: "failed",
    message:
      `restic was not found (looked for: ${candidates.join(", ")}), so nothing can be backed up. ` +
      "Install restic, or name it with HOLDFAST_RESTIC.",
  };
}

function tableOf(checks: Check[]): string {
  return table(
    ["", "CHECK", "FOUND"],
    checks.map(({ name, status, message }) => [status, sayAgain(name), sayAgain(message)]),
  );
}
