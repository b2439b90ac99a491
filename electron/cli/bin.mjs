#!/usr/bin/env node
// Plain JavaScript without imports of ours: it must still run, and say so, on a Node that is too old for the rest.
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const OLDEST = [
  [22, 22, 2],
  [24, 15, 0],
];
// better-sqlite3 ends the process without a word on a Node with an older Node-API.
const OLDEST_NAPI = 10;

if (isNewEnough()) {
  // Beside the packages: whoever can write there can change the program anyway, and where nobody can there is no cache.
  module.enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/holdfast", import.meta.url)));
  const { main } = await import("./holdfast.ts");
  await main(process.argv.slice(2));
} else {
  goOnWithBundledNode();
}

function isNewEnough() {
  const version = process.versions.node.split(".").map(Number);
  const floor = OLDEST.find(([major]) => major === version[0]) ?? OLDEST.at(-1);
  const different = version.findIndex((part, at) => part !== floor[at]);
  const isOld = different >= 0 && version[different] < floor[different];
  return !isOld && Number(process.versions.napi) >= OLDEST_NAPI;
}

function goOnWithBundledNode() {
  const bundled = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));
  if (process.platform === "win32" || !existsSync(bundled) || realpathSync(bundled) === process.execPath) {
    console.error(
      `Holdfast needs Node 24.15 or newer (or 22.22.2 or newer of Node 22); this is ${process.versions.node}. ` +
        "Nothing was started. Install a newer Node, or run `npm ci` in the Holdfast folder and use `npm run holdfast`.",
    );
    process.exitCode = 1;
    return;
  }
  const argv = [bundled, fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  if (typeof process.execve === "function") process.execve(bundled, argv);
  else passOn(spawn(argv[0], argv.slice(1), { stdio: "inherit" }));
}

function passOn(child) {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2"];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`Node could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
