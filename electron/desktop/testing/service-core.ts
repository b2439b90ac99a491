import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentOfSession } from "./config.ts";
import { findElectron, type Home, root, type Screen } from "./shell.ts";

/** Somebody who is not root. */
const ANYBODY = 1_000;
const SERVICE_DATA = "/var/lib/holdfast";

/** A core as the service of the computer runs it. */
export function startServiceCore(home: Home): ChildProcess {
  chmodSync(home.dir, 0o755);
  return spawn(process.execPath, [join(root, "electron", "cli", "bin.mjs"), "core", "--json"], {
    stdio: "ignore",
    env: {
      ...environmentOfSession(home.dir),
      HOLDFAST_DATA_DIR: home.dataDir,
      HOLDFAST_CONFIG_DIR: join(home.dir, "config"),
      HOLDFAST_LISTEN: "127.0.0.1:0",
      HOLDFAST_LOCAL_USERS: "true",
    },
  });
}

/** An Electron that is started by somebody without rights, on a computer whose service has that data folder. */
export function electronOfAnybody(home: Home, service: Home): string {
  const file = join(home.dir, "electron.sh");
  const inside = [
    "mount -t tmpfs tmpfs /var/lib",
    `mkdir ${SERVICE_DATA}`,
    `mount --bind '${service.dataDir}' ${SERVICE_DATA}`,
    `exec setpriv --reuid=${ANYBODY} --regid=${ANYBODY} --clear-groups '${findElectron()}' "$@"`,
  ];
  writeFileSync(
    file,
    `#!/bin/sh\nexec unshare --mount sh -c '${inside.join(" && ").replaceAll("'", `'\\''`)}' electron "$@"\n`,
  );
  chmodSync(file, 0o755);
  mkdirSync(join(home.dir, "profile"));
  for (const path of [home.dir, join(home.dir, "profile")]) chownSync(path, ANYBODY, ANYBODY);
  return file;
}

export const environmentOfAnybody = (home: Home, screen: Screen): Record<string, string> => ({
  ...environmentOfSession(home.dir),
  ...screen.environment,
});

export function reasonWithoutAnybody(): string | undefined {
  const isRoot = process.platform === "linux" && process.getuid?.() === 0;
  return isRoot ? undefined : "only root can start it as somebody else";
}
