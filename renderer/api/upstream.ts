import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getUpstream, joinUpstream, leaveUpstream } from "#contract/upstream";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

/** Read again while the page is open: contact comes and goes without an event. */
export const useUpstream = () =>
  useQuery({ queryKey: keys.upstream, queryFn: () => call(getUpstream, {}), refetchInterval: 15_000 });

export const useJoinUpstream = () =>
  useUpstreamChange((joinCode: string) => call(joinUpstream, { body: { joinCode } }));
export const useLeaveUpstream = () => useUpstreamChange(() => call(leaveUpstream, {}));

/** Policies and repositories come and go with it. */
function useUpstreamChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => void client.invalidateQueries() });
}
