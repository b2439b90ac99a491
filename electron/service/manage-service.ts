import { execFile } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import writeFileAtomic from "write-file-atomic";
import { errorCode, Refusal } from "../core/refusal.ts";
import type { ServiceSteps } from "./service-steps.ts";
import type { CommandLine } from "./windows-service.ts";

export type Ended = { code: number; output: string };
export type RunCommandLine = (line: CommandLine) => Promise<Ended>;
type Deps = { run: RunCommandLine; wait?: (ms: number) => Promise<unknown> };

export type ServiceStatus = { installed: boolean; running: boolean; file: string | null; detail: string };

/** Writes the definition and starts the service; one that is there already gets the new definition. */
export async function installService(deps: Deps, steps: ServiceSteps): Promise<void> {
  const { run } = deps;
  const { file, install } = steps;
  if (file === undefined || existsSync(file.path)) await stop(deps, steps);
  if (file !== undefined) {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFileAtomic(file.path, file.text, { mode: 0o644 });
  }
  for (const line of install) {
    const { code, output } = await run(line);
    if (code !== 0)
      throw new Refusal(
        `The service could not be set up: “${line.join(" ")}” ended with ${code}${output === "" ? "" : ` (${output.split("\n")[0]})`}. ` +
          `${line.includes("--user") ? "The service of an account needs a session of that account: sign in as it, not with su or sudo. " : ""}` +
          "What was done until then stays; holdfast service uninstall takes it away.",
      );
  }
}

/** Stops the service and takes its definition away; data and configuration stay. */
export async function uninstallService(deps: Deps, steps: ServiceSteps): Promise<{ wasThere: boolean }> {
  const { run } = deps;
  const { installed } = await serviceStatus(deps, steps);
  await stop(deps, steps);
  if (steps.file !== undefined) rmSync(steps.file.path, { force: true });
  for (const line of steps.afterRemoval) await run(line);
  return { wasThere: installed };
}

const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 500;

/**
 * launchd and Windows answer before the service is gone, and refuse a new one of its name until then: whoever does not wait has taken
 * the old one away and sets no new one up.
 */
async function stop({ run, wait = setTimeout }: Deps, { uninstall, status }: ServiceSteps): Promise<void> {
  const ended = [];
  for (const line of uninstall) ended.push({ line, ...(await run(line)) });
  for (let waitedMs = 0; (await run(status)).code === 0; waitedMs += LOOK_AGAIN_MS) {
    if (waitedMs >= PATIENCE_MS) throw doesNotEnd(ended.at(-1));
    await wait(LOOK_AGAIN_MS);
  }
}

function doesNotEnd(last: (Ended & { line: CommandLine }) | undefined): Refusal {
  if (last === undefined || last.code === 0)
    return new Refusal(
      "The service that is there was told to stop and does not end, so nothing new was set up. Restart the computer, then run this again.",
    );
  const words = last.output.split("\n")[0] ?? "";
  return new Refusal(
    `The service that is there could not be taken away: “${last.line.join(" ")}” ended with ${last.code} (${words}). Nothing new was set up. Run this again as an administrator.`,
  );
}

export async function serviceStatus(
  { run }: Deps,
  { file, status, isRunning }: ServiceSteps,
): Promise<ServiceStatus> {
  const { code, output } = await run(status);
  return {
    installed: file === undefined ? code === 0 : existsSync(file.path),
    running: isRunning(output),
    file: file?.path ?? null,
    detail: output.split("\n")[0]?.trim() ?? "",
  };
}

/** The real one; a program that is not there is told as such. */
export const runCommandLine: RunCommandLine = ([program, ...words]) =>
  new Promise((resolve, reject) => {
    execFile(program, words, { timeout: 60_000, windowsHide: true }, (error, stdout, stderr) => {
      if (error !== null && errorCode(error) === "ENOENT")
        reject(
          new Refusal(`${program} is not on this computer, so Holdfast cannot be set up as a service here.`),
        );
      else
        resolve({
          code: typeof error?.code === "number" ? error.code : error === null ? 0 : 1,
          output: `${stdout}${stderr}`.trim(),
        });
    });
  });
