import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type * as z from "zod";
import { getScheduleStatus, listSlots, listUpcoming, previewSchedule } from "#contract/schedule";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export type PreviewQuery = z.input<typeof previewSchedule.body>;

/** The words and next runs of a schedule; the server's engine is the only one that knows them. */
export const useSchedulePreview = (body: PreviewQuery | undefined) =>
  useQuery({
    queryKey: keys.preview(body ?? {}),
    queryFn: ({ signal }) => call(previewSchedule, { body: body ?? {} }, { signal }),
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });

/** Read again each few minutes: what is due moves on with the clock, without an event. */
export const useUpcoming = (hours: number) =>
  useQuery({
    queryKey: keys.upcoming(hours),
    queryFn: () => call(listUpcoming, { query: { hours } }),
    refetchInterval: 300_000,
  });

export type SlotFilter = Omit<z.input<typeof listSlots.query>, "limit" | "cursor">;

/** The ledger, newest first. */
export const useSlots = (filter: SlotFilter) =>
  useInfiniteQuery({
    queryKey: keys.slots(filter),
    queryFn: ({ pageParam }) =>
      call(listSlots, {
        query: { ...filter, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const useScheduleStatus = () =>
  useQuery({
    queryKey: keys.scheduleStatus,
    queryFn: () => call(getScheduleStatus, {}),
    refetchInterval: 30_000,
  });
