import * as z from "zod";

const record = z.looseObject({
  time: z.number(),
  level: z.number(),
  msg: z.string().default(""),
  err: z.object({ message: z.string() }).optional(),
});

const LEVELS: Record<number, string> = {
  10: "trace",
  20: "debug",
  30: "info ",
  40: "warn ",
  50: "error",
  60: "fatal",
};
const LEFT_OUT = new Set(["time", "level", "msg", "err", "pid", "hostname"]);

/** One log record as a line to read: `14:02:07 info  Listening url=http://127.0.0.1:8484`. */
export function terminalLine(json: string): string {
  const parsed = record.safeParse(parseJson(json));
  if (!parsed.success) return json;
  const { time, level, msg, err } = parsed.data;
  const clock = new Date(time).toTimeString().slice(0, 8);
  const fields = Object.entries(parsed.data)
    .filter(([name]) => !LEFT_OUT.has(name))
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  // Where in the program it happened is in the log file.
  const trouble = err === undefined ? "" : `: ${err.message}`;
  return `${[clock, LEVELS[level] ?? level, `${msg}${trouble}`, ...fields].join(" ")}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
