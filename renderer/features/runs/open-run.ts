import { id } from "#contract/values";

export const runTabs = ["statistics", "files", "log", "command"] as const;
export type RunTab = (typeof runTabs)[number];

/** Takes an address apart into the run that is open beside the list, and the list. What it does not understand is left out. */
export function readOpenRun(search: URLSearchParams) {
  const list = new URLSearchParams(search);
  list.delete("run");
  list.delete("tab");
  return {
    runId: id.safeParse(search.get("run")).data ?? null,
    tab: runTabs.find((tab) => tab === search.get("tab")) ?? "statistics",
    list,
  };
}

export function withOpenRun(list: URLSearchParams, runId: string, tab: RunTab = "statistics"): string {
  const next = new URLSearchParams(list);
  next.set("run", runId);
  if (tab !== "statistics") next.set("tab", tab);
  return `?${next}`;
}
