import { accessSync, constants, statfsSync } from "node:fs";
import { type Diagnosis, diagnoseAgent } from "#contract/agents";
import { environmentOfProcess } from "../../core/config.ts";
import { type ExitCode, errorCode, exitCodes, Refusal } from "../../core/refusal.ts";
import { resticCandidates } from "../../core/restic-candidates.ts";
import type { Context } from "../context.ts";
import type { CoreClient } from "../core-client.ts";
import { findProgram } from "../find-program.ts";
import { localAgentId } from "../local-agent.ts";
import { table } from "../table.ts";
import { size } from "../words.ts";

const CORE = "Holdfast";

type Check = Diagnosis["checks"][number];

/** Looks at this computer, and asks its agent to look at itself. Works also where no core runs: then it is most wanted. */
export async function diagnose(context: Context): Promise<ExitCode> {
  const { config, output } = context;
  const { check: running, client } = findRunning(context);
  const dataDir = client?.core.dataDir ?? config.dataDir;
  const answered = client === undefined ? undefined : await askAgent(client);
  // The agent sees what the core sees, as its user; our own look is for when there is no agent to ask.
  const checks = [running, ...(answered ?? [checkDataDir(dataDir), checkRestic(config.restic)])];
  output.give({ checks }, () => tableOf(checks));
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

async function askAgent(client: CoreClient): Promise<Check[]> {
  try {
    const id = await localAgentId(client);
    return (await client.call(diagnoseAgent, { params: { id } })).checks;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ name: "Agent", status: "failed", message }];
  }
}

function tableOf(checks: Check[]): string {
  return table(
    ["", "CHECK", "FOUND"],
    checks.map(({ name, status, message }) => [status, name, message]),
  );
}
