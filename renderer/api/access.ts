import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { createApiToken, deleteApiToken, listApiTokens } from "#contract/access";
import { listAudit, verifyAuditLog } from "#contract/audit";
import { everyPage } from "#contract/every-page";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export type TokenDraft = z.input<typeof createApiToken.body>;

export const useApiTokens = () =>
  useQuery({
    queryKey: keys.apiTokens,
    queryFn: () => everyPage((cursor) => call(listApiTokens, { query: { limit: 200, ...cursor } })),
  });

export function useCreateApiToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TokenDraft) => call(createApiToken, { body }),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.apiTokens }),
  });
}

export function useDeleteApiToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: Id) => call(deleteApiToken, { params: { id } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.apiTokens }),
  });
}

export const useAudit = () =>
  useInfiniteQuery({
    queryKey: keys.audit,
    queryFn: ({ pageParam }) =>
      call(listAudit, { query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

/** Reads the whole log, so only when somebody asks for it. */
export const useVerifyAudit = () => useMutation({ mutationFn: () => call(verifyAuditLog, {}) });
