import * as z from "zod";
import { parseJson } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

const rawData = z.looseObject({
  total_size: z.int().min(0),
  total_blob_count: z.number().min(0).optional().catch(undefined),
  snapshots_count: z.number().min(0).optional().catch(undefined),
});

/** The stored bytes that some snapshot uses: without garbage, indexes and headers. */
export async function statsRawData(
  run: RunCommand,
): Promise<{ end: ResticEnd; sizeBytes: number | undefined }> {
  let sizeBytes: number | undefined;
  const end = await run({
    args: ["stats", "--mode=raw-data", "--json", "--no-lock"],
    onLine: ({ stream, text }) => {
      if (stream === "stdout") sizeBytes ??= parseRawData(text);
    },
  });
  return { end, sizeBytes };
}

export function parseRawData(line: string): number | undefined {
  return rawData.safeParse(parseJson(line)).data?.total_size;
}
