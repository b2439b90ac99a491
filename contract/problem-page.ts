import type { OpenProblem } from "./status.ts";

/** Where a person goes on from a problem: page, small window and tray lead to the same place. */
export function pageOfProblem({ action, runId, agentId, repositoryId }: OpenProblem): string {
  switch (action) {
    case "open-run":
      return runId === null ? "/runs" : `/runs/${runId}`;
    case "open-agent":
      return `/agents/${agentId}`;
    case "open-repository":
      return repositoryId === undefined ? "/repositories" : `/repositories/${repositoryId}`;
    case "create-policy":
      return "/welcome";
    case "back-up-now":
      return "/";
  }
}
