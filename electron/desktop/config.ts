import { type CoreConfig, environmentOfProcess, readConfig } from "../core/config.ts";
import { serviceDataDir, thisComputer } from "../core/folders.ts";

export type ShellConfig = {
  dataDir: string;
  /** Where a core that runs already may have left its address, in the order to look. */
  placesToLook: string[];
  npmNode: string | undefined;
  configDir: string;
  /** The AppImage that we run from. */
  appImage: string | undefined;
  /** What the organisation has set for the app. */
  managed: CoreConfig["desktop"];
  /** Where the session looks for what to start, on Linux. */
  autostartHome: string | undefined;
};

/** The same flags, variables and file as the core reads, so that both mean the same data folder. */
export function readShellConfig(dataDirFlag: string | undefined): ShellConfig {
  const flags = dataDirFlag === undefined ? {} : { dataDir: dataDirFlag };
  const { dataDir, dataDirIsChosen, configDir, desktop: managed } = readConfig(flags);
  const environment = environmentOfProcess();
  const service = serviceDataDir(thisComputer(environment));
  const { npm_node_execpath: npmNode, APPIMAGE: appImage, XDG_CONFIG_HOME: autostartHome } = environment;
  return {
    dataDir,
    placesToLook: dataDirIsChosen ? [dataDir] : [service, dataDir],
    npmNode,
    configDir,
    managed,
    appImage,
    autostartHome,
  };
}
