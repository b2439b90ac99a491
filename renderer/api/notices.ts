import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import {
  createNoticeChannel,
  deleteNoticeChannel,
  listNoticeChannels,
  listNotices,
  replaceNoticeChannel,
  testNoticeChannel,
} from "#contract/notices";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export type ChannelDraft = z.input<typeof createNoticeChannel.body>;

export const useNoticeChannels = () =>
  useQuery({ queryKey: keys.noticeChannels, queryFn: () => call(listNoticeChannels, {}) });

function useChannelsChanged() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: keys.noticeChannels });
}

export function useSaveChannel(id: Id | undefined) {
  const onSuccess = useChannelsChanged();
  return useMutation({
    mutationFn: (body: ChannelDraft) =>
      id === undefined
        ? call(createNoticeChannel, { body })
        : call(replaceNoticeChannel, { params: { id }, body }),
    onSuccess,
  });
}

export function useDeleteChannel(id: Id) {
  const onSuccess = useChannelsChanged();
  return useMutation({ mutationFn: () => call(deleteNoticeChannel, { params: { id } }), onSuccess });
}

export function useTestChannel(id: Id) {
  const onSettled = useChannelsChanged();
  return useMutation({ mutationFn: () => call(testNoticeChannel, { params: { id } }), onSettled });
}

export const useNotices = () =>
  useInfiniteQuery({
    queryKey: keys.notices,
    queryFn: ({ pageParam }) =>
      call(listNotices, { query: { limit: 25, ...(pageParam === null ? {} : { cursor: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: 30_000,
  });
