import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { createRestore, listSnapshots, readTree } from "#contract/snapshots";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export type RestoreDraft = z.input<typeof createRestore.body>;
type Cursor = string | null;

export type SnapshotFilter = { agent?: Id; policy?: Id };

export const useSnapshots = (repositoryId: Id | null, filter: SnapshotFilter = {}) =>
  useInfiniteQuery({
    queryKey: keys.snapshotList(repositoryId ?? "", filter),
    queryFn: ({ pageParam }) =>
      call(listSnapshots, {
        params: { id: repositoryId ?? "" },
        query: { limit: 100, ...filter, ...after(pageParam) },
      }),
    enabled: repositoryId !== null,
    initialPageParam: null as Cursor,
    getNextPageParam: (last) => last.nextCursor,
  });

/** A snapshot never changes, so a folder that was read stays. */
export const useTree = (repositoryId: Id, snapshotId: string, path: string) =>
  useInfiniteQuery({
    queryKey: keys.tree(repositoryId, snapshotId, path),
    queryFn: ({ pageParam, signal }) =>
      call(
        readTree,
        { params: { snapshotId }, query: { repository: repositoryId, path, ...after(pageParam) } },
        { signal },
      ),
    initialPageParam: null as Cursor,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: false,
  });

export function useCreateRestore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RestoreDraft) => call(createRestore, { body }),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.tasks }),
  });
}

const after = (cursor: Cursor) => (cursor === null ? {} : { cursor });
