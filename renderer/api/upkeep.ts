import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRepositoryHealth } from "#contract/health";
import { getRepairPlan } from "#contract/maintenance";
import { checkRecoveryKit, makeKitFile } from "#contract/recovery";
import { acknowledgeWarnings } from "#contract/repository-warnings";
import type { Id } from "#contract/values";
import { call, readText } from "./client.ts";
import { keys } from "./keys.ts";
import { recoveryKitPagePath } from "./repositories.ts";

/** The newest measurement with growth and forecast, without the history. */
export const useNewestHealth = (id: Id) =>
  useQuery({
    queryKey: keys.newestHealth(id),
    queryFn: () => call(getRepositoryHealth, { params: { id }, query: { from: "9999-01-01T00:00:00.000Z" } }),
  });

export const useHealth = (id: Id) =>
  useQuery({
    queryKey: keys.health(id),
    queryFn: () => call(getRepositoryHealth, { params: { id }, query: {} }),
  });

export const useRepairPlan = (id: Id) =>
  useQuery({
    queryKey: keys.repairPlan(id),
    queryFn: () => call(getRepairPlan, { params: { id } }),
  });

export const useAcknowledge = (id: Id) =>
  useUpkeepChange((warningIds: Id[]) => call(acknowledgeWarnings, { params: { id }, body: { warningIds } }));

/** The kit as a page that is made to be printed. */
export const useReadKitPage = (id: Id) => useUpkeepChange(() => readText(recoveryKitPagePath(id)));

export const useMakeKitFile = () => useUpkeepChange(() => call(makeKitFile, {}));

export const useCheckKit = (id: Id) =>
  useUpkeepChange((password: string) => call(checkRecoveryKit, { params: { id }, body: { password } }));

function useUpkeepChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.repositories });
      void client.invalidateQueries({ queryKey: keys.status });
    },
  });
}
