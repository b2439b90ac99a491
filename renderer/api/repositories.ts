import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { pathOf } from "#contract/call";
import { everyPage } from "#contract/every-page";
import { getRecoveryKit } from "#contract/recovery";
import {
  createRepository,
  deleteRepository,
  getRepository,
  listRepositories,
  replaceRepository,
  testNewRepository,
  testRepository,
} from "#contract/repositories";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { isOfOthers, keys } from "./keys.ts";

export type RepositoryDraft = z.input<typeof createRepository.body>;
export type RepositoryChange = z.input<typeof replaceRepository.body>;

/** All of them: where each machine has its own there are as many as machines. */
export const useRepositories = () =>
  useQuery({
    queryKey: keys.repositoryList,
    queryFn: async () => ({
      items: await everyPage((cursor) => call(listRepositories, { query: { limit: 200, ...cursor } })),
    }),
  });

export const useRepository = (id: Id) =>
  useQuery({ queryKey: keys.repository(id), queryFn: () => call(getRepository, { params: { id } }) });

export const useCreateRepository = () =>
  useRepositoryChange((body: RepositoryDraft) => call(createRepository, { body }));

export const useReplaceRepository = (id: Id) =>
  useRepositoryChange((body: RepositoryChange) => call(replaceRepository, { params: { id }, body }));

export function useDeleteRepository() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: Id) => call(deleteRepository, { params: { id } }),
    onSuccess: (_, id) =>
      void client.invalidateQueries({ queryKey: keys.repositories, predicate: isOfOthers(id) }),
  });
}

export const useTestNewRepository = () =>
  useMutation({ mutationFn: (body: RepositoryDraft) => call(testNewRepository, { body }) });

export const useTestRepository = (id: Id) =>
  useRepositoryChange(() => call(testRepository, { params: { id }, body: {} }));

export const recoveryKitPath = (id: Id): string => pathOf(getRecoveryKit, { params: { id }, query: {} });

export const recoveryKitPagePath = (id: Id): string =>
  pathOf(getRecoveryKit, { params: { id }, query: { as: "page" } });

function useRepositoryChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.repositories }),
  });
}
