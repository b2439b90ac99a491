import { userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { refuseKeyOfApp } from "../../core/master-key.ts";
import { ownProgram } from "../../core/program-files.ts";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import {
  installService,
  runCommandLine,
  serviceStatus,
  uninstallService,
} from "../../service/manage-service.ts";
import { planService } from "../../service/plan-service.ts";
import type { ServiceSteps } from "../../service/service-steps.ts";
import { refuseChangeableProgram } from "../../service/trusted-program.ts";
import type { Context } from "../context.ts";
import { coreOf } from "../find-core.ts";

type Asked = { what: "install" | "uninstall" | "status"; user?: boolean; print?: boolean };

/** Sets the service up, takes it away, or says how it is; its core is then found by every command. */
export async function service({ config, output }: Context, { what, user, print }: Asked): Promise<ExitCode> {
  const { plan, steps } = planService(config, user === true ? "user" : "system");
  if (print === true) {
    output.give({ file: steps.file ?? null, steps: steps[what] }, () => textOf(steps, what));
    return exitCodes.ok;
  }
  const deps = { run: runCommandLine };
  if (what === "status") {
    const status = await serviceStatus(deps, steps);
    output.give(status, () => `The service is ${wordsOf(status)}.`);
    return status.running ? exitCodes.ok : exitCodes.noCore;
  }
  if (plan.scope === "system") needAdministrator();
  if (what === "uninstall") {
    const { wasThere } = await uninstallService(deps, steps);
    const text = wasThere ? "The service is gone; data and configuration stay." : "There was no service.";
    output.give({ removed: wasThere }, () => text);
    return exitCodes.ok;
  }
  if (plan.scope === "system") refuseChangeableProgram(ownProgram());
  refuseKeyOfApp({ ...plan, keyFile: config.keyFile });
  await installService(deps, steps);
  const isReady = await answers(plan.dataDir);
  const status = await serviceStatus(deps, steps);
  output.give(
    { ...status, dataDir: plan.dataDir },
    () =>
      `The service is ${wordsOf(status)}. ${isReady ? `Its data folder is ${plan.dataDir}.` : silence(plan.dataDir)}`,
  );
  return status.running && isReady ? exitCodes.ok : exitCodes.failed;
}

const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 100;

/** The next command may follow at once, so this one waits until the core of the service is there for it. */
async function answers(dataDir: string): Promise<boolean> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(LOOK_AGAIN_MS))
    if (coreOf(dataDir) !== undefined) return true;
  return false;
}

const silence = (dataDir: string) =>
  `But its Holdfast does not answer after a minute; ${join(dataDir, "logs", "core.log")} says why.`;

function needAdministrator(): void {
  if (process.platform === "win32" || userInfo().uid === 0) return;
  throw new Refusal(
    "Only an administrator may change the service of the whole computer. Run this again with sudo, or set up one for your own account with --user.",
    exitCodes.failed,
  );
}

function wordsOf({
  installed,
  running,
  detail,
}: {
  installed: boolean;
  running: boolean;
  detail: string;
}): string {
  if (running) return "set up and runs";
  return installed ? `set up but does not run (${detail})` : "not set up";
}

function textOf(steps: ServiceSteps, what: Asked["what"]): string {
  const lines = what === "status" ? [steps.status] : steps[what];
  return [
    ...(steps.file === undefined ? [] : [`# ${steps.file.path}`, steps.file.text]),
    ...lines.map((line) => `$ ${line.join(" ")}`),
  ].join("\n");
}
