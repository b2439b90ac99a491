import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type * as z from "zod";
import { previewSchedule } from "#contract/schedule";
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
