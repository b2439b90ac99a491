import { existsSync } from "node:fs";
import { app } from "electron";
import type { ShellConfig } from "./config.ts";
import { coreCommand } from "./core-command.ts";
import { coreKey } from "./core-key.ts";
import { type CoreState, startCoreLink } from "./core-link.ts";
import { startCoreProcess } from "./core-process.ts";
import { answers, findRunningCore, readAddress } from "./find-core.ts";
import type { LaunchArguments } from "./launch-arguments.ts";
import type { ShellLog } from "./shell-log.ts";
import { wait } from "./wait.ts";

type Deps = { config: ShellConfig; launch: LaunchArguments; log: ShellLog };

/** The core of the service or of a terminal where one runs, else one of our own; each change is logged and passed on. */
export function linkToCore({ config, launch, log }: Deps, onChange: (core: CoreState) => void) {
  const { dataDir, configDir, npmNode } = config;

  async function start() {
    const keyLine = await coreKey({ dataDir, configDir, warn: log.warn });
    const { isPackaged } = app;
    const { resourcesPath, platform } = process;
    const where = {
      isPackaged,
      resourcesPath,
      appPath: app.getAppPath(),
      platform,
      npmNode,
      exists: existsSync,
    };
    const { file, args } = coreCommand(where, launch.dataDir);
    const more = keyLine === undefined ? [] : ["--key-from-stdin"];
    return startCoreProcess({ file, args: [...args, ...more] }, keyLine);
  }

  return startCoreLink({
    find: () => findRunningCore({ fetch }, config.placesToLook),
    answers: (core) => answers({ fetch }, core),
    start,
    readAddress: () => readAddress(dataDir),
    now: Date.now,
    wait,
    publish(core) {
      if (core.kind === "down") log.warn(`The core is down: ${core.reason}`);
      else
        log.info(
          `The core is ${core.kind}${core.kind === "running" && !core.isOwn ? " (found running)" : ""}.`,
        );
      onChange(core);
    },
  });
}
