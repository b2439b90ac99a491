import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { LiveEvent } from "#contract/events";
import type { Run, RunDetail } from "#contract/runs";
import type { Status } from "#contract/status";
import type { Task } from "#contract/tasks";
import { keys } from "./keys.ts";

type ProgressEvent = Extract<LiveEvent, { type: "progress" }>;
type RunPage = { items: Run[]; nextCursor: string | null };

/** Writes progress into whatever shows the run, in place, so that no row jumps and nothing is read again. */
export function showProgress(client: QueryClient, { runId, taskId, progress }: ProgressEvent): void {
  const withProgress = <Known extends Run>(run: Known): Known =>
    run.id === runId && run.status === "running" ? { ...run, progress } : run;

  client.setQueryData<RunDetail>(keys.run(runId), (run) => run && withProgress(run));
  client.setQueryData<Task>(keys.task(taskId), (task) => task && { ...task, progress });
  client.setQueryData<Status>(
    keys.status,
    (status) => status && { ...status, running: status.running.map(withProgress) },
  );
  client.setQueriesData<InfiniteData<RunPage>>(
    { queryKey: keys.runLists },
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({ ...page, items: page.items.map(withProgress) })),
      },
  );
}
