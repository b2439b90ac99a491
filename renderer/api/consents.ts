import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answerConsentRequest, listConsentRequests } from "#contract/consents";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

/** A question that nobody answers in time is gone by itself, so it is also looked for without an event. */
export const useConsentRequests = (isWanted: boolean) =>
  useQuery({
    queryKey: keys.consents,
    queryFn: () => call(listConsentRequests, {}),
    refetchInterval: 30_000,
    enabled: isWanted,
  });

export function useAnswerConsent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ taskId, allow }: { taskId: string; allow: boolean }) =>
      call(answerConsentRequest, { params: { taskId }, body: { allow } }),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.consents }),
  });
}
