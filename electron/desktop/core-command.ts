import { join } from "node:path";

export type CoreCommand = { file: string; args: string[] };

type Where = {
  isPackaged: boolean;
  resourcesPath: string;
  appPath: string;
  platform: NodeJS.Platform;
  /** The Node that started us, where npm did. */
  npmNode: string | undefined;
  exists: (path: string) => boolean;
};

/** What starts the core: the program beside the app when installed, the sources under Node in a clone. */
export function coreCommand(where: Where, dataDir: string | undefined): CoreCommand {
  const args = [
    "core",
    "--json",
    "--stop-with-stdin",
    ...(dataDir === undefined ? [] : ["--data-dir", dataDir]),
  ];
  if (where.isPackaged) {
    const program = where.platform === "win32" ? "holdfast.exe" : "holdfast";
    return { file: join(where.resourcesPath, program), args };
  }
  return { file: nodeOfClone(where), args: [join(where.appPath, "electron", "cli", "bin.mjs"), ...args] };
}

/** npm brings a Node that is new enough for Linux; elsewhere the one that runs npm is. */
function nodeOfClone({ appPath, platform, npmNode, exists }: Where): string {
  const local = join(appPath, "node_modules", ".bin", "node");
  if (platform !== "win32" && exists(local)) return local;
  return npmNode ?? "node";
}
