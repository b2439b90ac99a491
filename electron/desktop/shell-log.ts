import { join } from "node:path";
import log from "electron-log/node";

export type ShellLog = { info(text: string): void; warn(text: string): void; error(text: string): void };

/**
 * The shell's own log, beside that of the core. The Node flavour of electron-log: the other one opens a channel that any
 * page may write to.
 */
export function openShellLog(dataDir: string): ShellLog {
  log.transports.file.resolvePathFn = () => join(dataDir, "logs", "desktop.log");
  log.transports.file.level = "info";
  log.transports.file.maxSize = 5 * 1024 * 1024;
  log.transports.file.writeOptions = { flag: "a", mode: 0o600, encoding: "utf8" };
  log.transports.console.level = "warn";
  return { info: (text) => log.info(text), warn: (text) => log.warn(text), error: (text) => log.error(text) };
}
