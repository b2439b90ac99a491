import { release } from "node:os";
import { app } from "electron";
import type { About } from "./diagnostics.ts";

export function describeThisApp({ dataDir, install }: Pick<About, "dataDir" | "install">): About {
  const { electron, chrome, node } = process.versions;
  return {
    appVersion: app.getVersion(),
    versions: { electron, chrome, node },
    system: `${process.platform} ${process.arch} ${release()}`,
    dataDir,
    install,
    at: new Date().toISOString(),
  };
}
