import type { Log } from "../log.ts";
import type { RunLog } from "../report/run-log.ts";

const ignore = () => {};

export const silentLog: Log = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  child: () => silentLog,
};

export const silentRunLog: RunLog = {
  ...{ debug: ignore, info: ignore, warn: ignore, error: ignore },
  close: async () => {},
  chunks: () => 0,
};
