import { join } from "node:path";
import { type Logger, multistream, pino, stdSerializers } from "pino";
import { openLogFile } from "./log-file.ts";
import { terminalLine } from "./terminal-line.ts";

export type CoreLog = {
  log: Logger;
  close(): void;
};

type Options = { dataDir: string; level: "debug" | "info" | "warn" | "error"; json: boolean };

/** Log lines go to stderr and to `logs/core.log`; stdout stays free for what a caller reads. */
export function openLog(
  { dataDir, level, json }: Options,
  stderr: { write(text: string): unknown },
): CoreLog {
  const screen = { write: (line: string) => void stderr.write(json ? line : terminalLine(line)) };
  const file = openLogFile(join(dataDir, "logs", "core.log"));
  const options = {
    level,
    base: null,
    serializers: { err: stdSerializers.err },
    redact: ["req.headers.authorization", "req.headers.cookie", "headers.authorization", "headers.cookie"],
  };
  return {
    log: pino(
      options,
      multistream([
        { level, stream: screen },
        { level, stream: file },
      ]),
    ),
    close: file.close,
  };
}
