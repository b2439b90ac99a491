type Write = (fields: object, message: string) => void;

/** What the agent writes of itself, not of a run; a pino logger fits. */
export type Log = {
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
  child(fields: Record<string, unknown>): Log;
};
