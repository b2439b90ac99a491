import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { approvePairing, getDiscovery, refusePairing, setDiscovery } from "#contract/pairings";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

/** Read again and again while somebody looks: machines come and go within two minutes. */
const LOOK_EVERY_MS = 1_500;

export const useDiscovery = () =>
  useQuery({
    queryKey: keys.discovery,
    queryFn: () => call(getDiscovery, {}),
    refetchInterval: LOOK_EVERY_MS,
  });

export const useSetDiscovery = () =>
  useDiscoveryChange((enabled: boolean) => call(setDiscovery, { body: { enabled } }));
export const useApprovePairing = () =>
  useDiscoveryChange(({ id, labels }: { id: Id; labels: string[] }) =>
    call(approvePairing, { params: { id }, body: { labels } }),
  );
export const useRefusePairing = () => useDiscoveryChange((id: Id) => call(refusePairing, { params: { id } }));

function useDiscoveryChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => void client.invalidateQueries({ queryKey: keys.discovery }),
  });
}
