import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { pathOf } from "#contract/call";
import { beginMove, getMove, readMovedState, takeMoveBack } from "#contract/move";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

/** A download by the browser itself: it may be larger than a page can hold. */
export const movedStatePath = pathOf(readMovedState, {});

export const useMove = () => useQuery({ queryKey: keys.move, queryFn: () => call(getMove, {}) });

export function useBeginMove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (address: string) => call(beginMove, { body: { addresses: [address] } }),
    onSuccess: () => void client.invalidateQueries(),
  });
}

export function useTakeMoveBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(takeMoveBack, {}),
    onSuccess: () => void client.invalidateQueries(),
  });
}
