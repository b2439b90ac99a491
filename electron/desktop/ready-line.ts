import * as z from "zod";

const readyLine = z.object({ ready: z.literal(true), url: z.url() });
export type ReadyLine = z.infer<typeof readyLine>;

/** The one line by which the core says that it serves; undefined for any other. */
export function parseReadyLine(line: string): ReadyLine | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return readyLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
