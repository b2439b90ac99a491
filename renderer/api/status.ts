import { useQuery } from "@tanstack/react-query";
import { getStatus } from "#contract/status";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

/** Read again each minute too: "late" comes by time alone, without an event. */
export const useStatus = (isWanted = true) =>
  useQuery({
    enabled: isWanted,
    queryKey: keys.status,
    queryFn: () => call(getStatus, { query: {} }),
    refetchInterval: 60_000,
  });
