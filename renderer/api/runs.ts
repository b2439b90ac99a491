import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type * as z from "zod";
import { pathOf } from "#contract/call";
import { downloadRunLog, exportRuns, getRun, listRuns, type Run } from "#contract/runs";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export type RunFilter = z.input<typeof exportRuns.query>;

export const useRuns = (filter: RunFilter, limit = 50) =>
  useInfiniteQuery({
    queryKey: keys.runList({ ...filter, limit }),
    queryFn: ({ pageParam }) =>
      call(listRuns, { query: { ...filter, limit, ...(pageParam === null ? {} : { cursor: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

const MOST_DRAWN = 1_000;

/** As many runs of a time as a picture can hold, newest first. */
export const useRunsBetween = (filter: RunFilter) =>
  useQuery({
    queryKey: keys.runList({ ...filter, drawn: true }),
    queryFn: () => readUpTo(filter, MOST_DRAWN),
    placeholderData: keepPreviousData,
  });

async function readUpTo(filter: RunFilter, most: number): Promise<{ items: Run[]; isCut: boolean }> {
  const items: Run[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(listRuns, { query: { ...filter, limit: 200, ...(cursor && { cursor }) } });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && items.length < most);
  return { items, isCut: cursor !== undefined };
}

const runOptions = (id: Id) =>
  queryOptions({ queryKey: keys.run(id), queryFn: () => call(getRun, { params: { id } }) });

export const useRun = (id: Id) => useQuery(runOptions(id));

export const csvPath = (filter: RunFilter): string => pathOf(exportRuns, { query: filter });
export const logTextPath = (id: Id): string => pathOf(downloadRunLog, { params: { id } });
