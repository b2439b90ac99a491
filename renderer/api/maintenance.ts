import { useQuery } from "@tanstack/react-query";
import { getForgetPlan, listKeys, listLocks } from "#contract/maintenance";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

/** Asked anew each time the question is opened: a plan is only true for the moment. */
export const useForgetPlan = (id: Id, isWanted: boolean) =>
  useQuery({
    queryKey: keys.forgetPlan(id),
    queryFn: ({ signal }) => call(getForgetPlan, { params: { id }, query: {} }, { signal }),
    enabled: isWanted,
    gcTime: 0,
    retry: false,
  });

export const useLocks = (id: Id, isWanted: boolean) =>
  useQuery({
    queryKey: keys.locks(id),
    queryFn: ({ signal }) => call(listLocks, { params: { id }, query: {} }, { signal }),
    enabled: isWanted,
    gcTime: 0,
    retry: false,
  });

export const useRepositoryKeys = (id: Id, isWanted: boolean) =>
  useQuery({
    queryKey: keys.repositoryKeys(id),
    queryFn: ({ signal }) => call(listKeys, { params: { id }, query: {} }, { signal }),
    enabled: isWanted,
    gcTime: 0,
    retry: false,
  });
