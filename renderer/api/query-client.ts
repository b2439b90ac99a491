import { QueryCache, type QueryClient } from "@tanstack/react-query";
import { ProblemError } from "#contract/call";
import { hasStatus } from "./client.ts";
import { HeedingQueryClient } from "./heeding-query-client.ts";
import { keys } from "./keys.ts";

export function createQueryClient(): QueryClient {
  const client: QueryClient = new HeedingQueryClient({
    defaultOptions: { queries: { staleTime: 15_000, retry: isWorthAnotherTry } },
    queryCache: new QueryCache({
      // A session that ended is noticed by whatever asks first; the shell watches `me` and leads to the sign-in.
      onError: (error, query) => {
        if (hasStatus(error, 401) && query.queryKey[0] !== keys.me[0]) {
          void client.invalidateQueries({ queryKey: keys.me });
        }
      },
    }),
  });
  return client;
}

function isWorthAnotherTry(failures: number, error: unknown): boolean {
  if (error instanceof ProblemError && error.problem.status < 500) return false;
  return failures < 2;
}
