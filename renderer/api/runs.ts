import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type * as z from "zod";
import { pathOf } from "#contract/call";
import { downloadRunLog, exportRuns, getRun, listRuns } from "#contract/runs";
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

const runOptions = (id: Id) =>
  queryOptions({ queryKey: keys.run(id), queryFn: () => call(getRun, { params: { id } }) });

export const useRun = (id: Id) => useQuery(runOptions(id));

export const csvPath = (filter: RunFilter): string => pathOf(exportRuns, { query: filter });
export const logTextPath = (id: Id): string => pathOf(downloadRunLog, { params: { id } });
