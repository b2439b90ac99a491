import * as z from "zod";
import type { RepositoryKey } from "#contract/repository-key";
import { parseJson } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

const written = z.looseObject({
  id: z.string(),
  current: z.boolean().catch(false),
  hostName: z.string().catch(""),
  userName: z.string().catch(""),
  created: z.string().catch(""),
});

/** Undefined where restic answered with something else. */
export async function listKeys(
  run: RunCommand,
): Promise<{ end: ResticEnd; keys: RepositoryKey[] | undefined }> {
  let keys: RepositoryKey[] | undefined;
  const end = await run({
    args: ["key", "list", "--json", "--no-lock"],
    onLine: ({ stream, text }) => {
      if (stream === "stdout") keys ??= parseKeys(text);
    },
  });
  return { end, keys };
}

export function parseKeys(line: string): RepositoryKey[] | undefined {
  return z
    .array(written)
    .safeParse(parseJson(line))
    .data?.map(({ id, current, hostName, userName, created }) => ({
      ...{ id, created, isOurs: current },
      ...{ hostname: hostName, username: userName },
    }));
}
