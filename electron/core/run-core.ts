import type { Logger } from "pino";
import type { CoreConfig } from "./config.ts";
import { takeCoreLock } from "./core-lock.ts";
import { prepareDataDir } from "./data-dir.ts";
import { endProcess } from "./end-process.ts";
import { openLog } from "./log.ts";
import { onceOrphaned } from "./orphaned.ts";
import { exitCodes, Refusal } from "./refusal.ts";
import { type Core, startCore } from "./start-core.ts";
import { onceClosed, readFirstLine } from "./stdin.ts";
import { createStopping } from "./stopping.ts";

/** `holdfast core`: runs until a signal, a closed stdin or an unforeseen error ends it, then leaves the process. */
export async function runCore(config: CoreConfig): Promise<void> {
  // Whoever read these pipes may have died; that must not look like an error of the core.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  prepareDataDir(config.dataDir);
  // Before the log: that of a core that runs already is not ours to write.
  const lock = takeCoreLock(config.dataDir);
  const { log, close } = openLog({ ...config, level: config.logLevel }, process.stderr);
  const leave = (code: number) => {
    close();
    lock.release();
    endProcess(code);
  };
  const stopping = createStopping({ log, leave });
  dieLoudly(log, leave);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
    process.on(signal, () => stopping.ask(signal));
  try {
    const core = await start(config, log, (error) => {
      log.fatal({ err: error }, "The database is lost; another process may look after it, so this one ends");
      leave(exitCodes.failed);
    });
    log.info({ url: core.url, dataDir: config.dataDir }, "Holdfast is ready");
    if (config.json) process.stdout.write(`${readyLine(core)}\n`);
    stopping.started(core.stop);
    if (config.startedByNpm) onceOrphaned(() => stopping.ask("npm has ended"));
    if (config.stopWithStdin) onceClosed(process.stdin, () => stopping.ask("closed stdin"));
  } catch (error) {
    if (error instanceof Refusal) log.fatal(error.message);
    else log.fatal({ err: error }, "Holdfast could not start");
    leave(error instanceof Refusal ? error.exitCode : exitCodes.failed);
  }
}

async function start(config: CoreConfig, log: Logger, onDatabaseLost: (error: Error) => void): Promise<Core> {
  const { unknownVariables, managed, complaints, keyFromStdin } = config;
  if (managed.length > 0) log.info({ managed }, "These settings are managed by the organisation");
  for (const complaint of complaints) log.warn(complaint);
  if (unknownVariables.length > 0)
    log.warn({ unknownVariables }, "These variables are no settings of Holdfast");
  const keyLine = keyFromStdin ? await readFirstLine(process.stdin) : undefined;
  return await startCore({ config, log, keyLine, onDatabaseLost });
}

function readyLine({ url, agentId }: Core): string {
  return JSON.stringify({ ready: true, url, agentId: agentId ?? null });
}

function dieLoudly(log: Logger, leave: (code: number) => void): void {
  const die = (error: unknown) => {
    log.fatal({ err: error }, "Holdfast stops because of an unforeseen error");
    leave(exitCodes.failed);
  };
  process.on("uncaughtException", die).on("unhandledRejection", die);
}
