import { type RunStatus, runStatus } from "#contract/outcome";
import { id } from "#contract/values";
import type { RunFilter } from "../../api/runs.ts";

export type ShownFilter = { agent?: string; policy?: string; repository?: string; status?: RunStatus };

/** The filter lives in the address, so that a link shows the same runs. What it does not understand is left out. */
export function readFilter(search: URLSearchParams): ShownFilter {
  const idOf = (name: string) => id.safeParse(search.get(name)).data;
  const agent = idOf("agent");
  const policy = idOf("policy");
  const repository = idOf("repository");
  const status = runStatus.safeParse(search.get("status")).data;
  return {
    ...(agent && { agent }),
    ...(policy && { policy }),
    ...(repository && { repository }),
    ...(status && { status }),
  } satisfies RunFilter;
}

/** The address with one filter set, or without it. */
export function withFilter(
  search: URLSearchParams,
  name: keyof ShownFilter,
  value: string | null,
): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === null || value === "") next.delete(name);
  else next.set(name, value);
  return next;
}
