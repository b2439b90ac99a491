import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { pathOf } from "#contract/call";
import { planRestore } from "#contract/restore-plan";
import { diffSnapshots, downloadFiles, findFiles, listSnapshotDays, listVersions } from "#contract/snapshots";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";
import type { RestoreDraft, SnapshotFilter } from "./snapshots.ts";

/** A machine has to look for it: asked once, and not again because somebody came back to the window. */
const ASKED_ONCE = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, retry: false };

/** By the calendar of whoever looks. */
export const useSnapshotDays = (repositoryId: Id, filter: SnapshotFilter) =>
  useQuery({
    queryKey: keys.snapshotDays(repositoryId, filter),
    queryFn: () => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      return call(listSnapshotDays, { params: { id: repositoryId }, query: { timeZone, ...filter } });
    },
  });

export const useFoundFiles = (repositoryId: Id, name: string) =>
  useInfiniteQuery({
    queryKey: keys.found(repositoryId, name),
    queryFn: ({ pageParam, signal }) =>
      call(
        findFiles,
        {
          params: { id: repositoryId },
          query: { name, ...(pageParam === null ? {} : { cursor: pageParam }) },
        },
        { signal },
      ),
    enabled: name !== "",
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    ...ASKED_ONCE,
  });

export const useVersions = (repositoryId: Id, path: string, host: string | undefined) =>
  useQuery({
    queryKey: keys.versions(repositoryId, path, host),
    queryFn: ({ signal }) =>
      call(
        listVersions,
        { params: { id: repositoryId }, query: { path, ...(host === undefined ? {} : { host }) } },
        { signal },
      ),
    ...ASKED_ONCE,
  });

type Compared = { repositoryId: Id; a: string; b: string; path: string };

export const useDiff = ({ repositoryId, a, b, path }: Compared) =>
  useQuery({
    queryKey: keys.diff(repositoryId, a, b, path),
    queryFn: ({ signal }) =>
      call(diffSnapshots, { query: { repository: repositoryId, a, b, path } }, { signal }),
    placeholderData: keepPreviousData,
    ...ASKED_ONCE,
  });

export const usePlanRestore = () =>
  useMutation({ mutationFn: (body: RestoreDraft) => call(planRestore, { body }) });

/** A link rather than a call: the browser shows its progress and writes it to the disk as it comes. */
export function downloadLink(repositoryId: Id, snapshotId: string, paths: readonly string[]): string {
  return pathOf(downloadFiles, {
    params: { snapshotId },
    query: { repository: repositoryId, path: paths.length === 0 ? ["/"] : [...paths] },
  });
}
