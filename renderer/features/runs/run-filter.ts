import { type RunStatus, runStatus } from "#contract/outcome";
import { type TaskKind, taskKind } from "#contract/task";
import { id } from "#contract/values";
import type { RunFilter } from "../../api/runs.ts";

/** `from` and `to` are days on the clock of this browser; both belong to what is shown. */
export type ShownFilter = {
  agent?: string;
  policy?: string;
  repository?: string;
  kind?: TaskKind;
  status?: RunStatus;
  from?: string;
  to?: string;
  q?: string;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The filter lives in the address, so that a link shows the same runs. What it does not understand is left out. */
export function readFilter(search: URLSearchParams): ShownFilter {
  const idOf = (name: string) => id.safeParse(search.get(name)).data;
  const dayOf = (name: string) => {
    const text = search.get(name) ?? "";
    return DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
  };
  const text = search.get("q")?.trim().slice(0, 200);
  const read = {
    agent: idOf("agent"),
    policy: idOf("policy"),
    repository: idOf("repository"),
    kind: taskKind.safeParse(search.get("kind")).data,
    status: runStatus.safeParse(search.get("status")).data,
    from: dayOf("from"),
    to: dayOf("to"),
    q: text === "" ? undefined : text,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** What the API is asked: days become instants, the last one whole. */
export function asRunQuery({ from, to, ...rest }: ShownFilter): RunFilter {
  return {
    ...rest,
    ...(from !== undefined && { from: midnight(from, 0) }),
    ...(to !== undefined && { to: midnight(to, 1) }),
  };
}

function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
