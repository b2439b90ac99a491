import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { createEnrolment, deleteEnrolment, listEnrolments } from "#contract/enrolments";
import { everyPage } from "#contract/every-page";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export type EnrolmentDraft = z.input<typeof createEnrolment.body>;

export const useEnrolments = () =>
  useQuery({
    queryKey: keys.enrolments,
    queryFn: () => everyPage((cursor) => call(listEnrolments, { query: { limit: 200, ...cursor } })),
  });

export function useCreateEnrolment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: EnrolmentDraft) => call(createEnrolment, { body }),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.enrolments }),
  });
}

export function useDeleteEnrolment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: Id) => call(deleteEnrolment, { params: { id } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.enrolments }),
  });
}
