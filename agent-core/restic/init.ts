import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

export async function init(run: RunCommand): Promise<{ end: ResticEnd; resticId: string | undefined }> {
  let resticId: string | undefined;
  const end = await run({
    args: ["init", "--json"],
    onLine: ({ message }) => {
      if (message?.message_type === "initialized") resticId = message.id;
    },
  });
  return { end, resticId };
}
