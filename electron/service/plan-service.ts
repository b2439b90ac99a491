import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { type CoreConfig, environmentOfProcess } from "../core/config.ts";
import { serviceConfigDir, serviceDataDir, thisComputer } from "../core/folders.ts";
import { ownProgram } from "../core/program-files.ts";
import type { ServicePlan, ServiceScope } from "./service-plan.ts";
import { type ServiceSteps, serviceSteps } from "./service-steps.ts";

/** The service of this program on this computer, with the settings that were given to the command. */
export function planService(
  config: CoreConfig,
  scope: ServiceScope,
): { plan: ServicePlan; steps: ServiceSteps } {
  const here = thisComputer(environmentOfProcess());
  const isUser = scope === "user";
  const dataDir = isUser || config.dataDirIsChosen ? config.dataDir : serviceDataDir(here);
  const configDir = isUser ? config.configDir : serviceConfigDir(here);
  const plan: ServicePlan = {
    scope,
    command: [...ownProgram(), "core"],
    dataDir,
    configDir,
    environment: {
      HOLDFAST_DATA_DIR: dataDir,
      HOLDFAST_CONFIG_DIR: configDir,
      ...(isUser ? {} : { HOLDFAST_LOCAL_USERS: "true" }),
      ...(config.restic === undefined ? {} : { HOLDFAST_RESTIC: config.restic }),
    },
  };
  const steps = serviceSteps(plan, {
    platform: process.platform,
    home: here.home,
    uid: userInfo().uid,
    windowsHost: join(dirname(process.execPath), "holdfast-service.exe"),
  });
  return { plan, steps };
}
