import * as z from "zod";
import { parseJson } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

const config = z.looseObject({ id: z.string().regex(/^[0-9a-f]{64}$/), version: z.number() });

export type ReadConfig = { end: ResticEnd; resticId: string | undefined };

/** Opens the repository: is it there, does the password fit, what is its id. Without a lock, unless writing one is to be tried. */
export async function catConfig(
  run: RunCommand,
  { deadlineMs, takesLock = false }: { deadlineMs?: number; takesLock?: boolean } = {},
): Promise<ReadConfig> {
  const lines: string[] = [];
  const end = await run({
    args: ["cat", "config", ...(takesLock ? [] : ["--no-lock"]), "--json"],
    onLine: ({ stream, text }) => {
      if (stream === "stdout" && lines.length < 100) lines.push(text);
    },
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  });
  // Plain text may come before the object, which stretches over several lines.
  const start = lines.findIndex((line) => line.startsWith("{"));
  const found = start === -1 ? undefined : config.safeParse(parseJson(lines.slice(start).join("\n"))).data;
  return { end, resticId: found?.id };
}
