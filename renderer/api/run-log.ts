import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { RunStatus } from "#contract/outcome";
import { type LogLine, readRunLog } from "#contract/runs";
import { STARTED } from "#contract/started-command";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

/** The whole log in chunks: reads on by itself while there is more, and again whenever new lines are announced. */
export function useRunLog(id: Id, isRunning: boolean) {
  const log = useInfiniteQuery({
    queryKey: keys.runLog(id),
    queryFn: ({ pageParam, signal }) =>
      call(readRunLog, { params: { id }, query: { afterSeq: pageParam } }, { signal }),
    initialPageParam: -1,
    getNextPageParam: (last) => last.nextSeq,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 60_000,
  });
  const calls = useQuery({
    queryKey: keys.runLogCalls(id),
    queryFn: () => 0,
    initialData: 0,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  // Also once more when the run ends: the last lines may come with the result.
  const wake = `${calls} ${isRunning}`;
  const answered = useRef(wake);
  const hasMore = log.data?.pages.at(-1)?.hasMore ?? false;
  const { fetchNextPage, isFetching, isError } = log;

  useEffect(() => {
    const isWoken = answered.current !== wake;
    if (isFetching || !(isWoken || (hasMore && !isError))) return;
    answered.current = wake;
    void fetchNextPage();
  }, [hasMore, wake, isFetching, isError, fetchNextPage]);

  return log;
}

/** A log that is longer tells no more of what was started. */
const MOST_READINGS = 60;

/** The lines that tell how restic was started, without the words before the command. */
export const useRunCommands = (id: Id, status: RunStatus) =>
  useQuery({
    queryKey: keys.runCommands(id, status),
    queryFn: ({ signal }) => readCommands(id, signal),
    refetchOnWindowFocus: false,
  });

async function readCommands(id: Id, signal: AbortSignal): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  let afterSeq = -1;
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    const page = await call(readRunLog, { params: { id }, query: { afterSeq, q: STARTED } }, { signal });
    lines.push(...page.lines.filter(({ text }) => text.startsWith(STARTED)));
    afterSeq = page.nextSeq;
    if (!page.hasMore) break;
  }
  return lines.map((line) => ({ ...line, text: line.text.slice(STARTED.length) }));
}
