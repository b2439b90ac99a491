import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  cancelJoining,
  confirmJoining,
  findNearby,
  getJoining,
  type Joining,
  type NearbyOrchestrator,
  startJoining,
} from "#contract/nearby";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

const LOOK_EVERY_MS = 1_000;

export const isComparing = (state: Joining["state"] | undefined) =>
  state === "comparing" || state === "confirmed";

export const useFindNearby = () => useMutation({ mutationFn: () => call(findNearby, {}) });

/** How far joining without a code has come; where it ends well, everything here is another. */
export function useJoining() {
  const client = useQueryClient();
  return useQuery({
    queryKey: keys.joining,
    queryFn: async () => {
      const joining = await call(getJoining, {});
      if (joining.state === "joined") void client.invalidateQueries({ queryKey: keys.upstream });
      return joining;
    },
    refetchInterval: ({ state }) => (isComparing(state.data?.state) ? LOOK_EVERY_MS : false),
  });
}

export const useStartJoining = () =>
  useJoiningChange(({ orchestratorId, address }: NearbyOrchestrator) =>
    call(startJoining, { body: { orchestratorId, address } }),
  );
export const useConfirmJoining = () => useJoiningChange(() => call(confirmJoining, {}));
export const useCancelJoining = () => useJoiningChange(() => call(cancelJoining, {}));

function useJoiningChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => void client.invalidateQueries({ queryKey: keys.joining }),
  });
}
