import type { OpenProblem } from "#contract/status";
import { say } from "#contract/words/say";
import { assertNever } from "./assert-never.ts";
import { item, type MenuAction, type MenuEntry } from "./menu-entry.ts";
import { shortened } from "./tray-words.ts";

export function problems(open: OpenProblem[]): MenuEntry[] {
  if (open.length === 0) return [];
  const label = say("{count, plural, one {# problem} other {# problems}}", { count: open.length });
  return [{ kind: "submenu", label, entries: open.map(problemEntry) }];
}

function problemEntry(problem: OpenProblem): MenuEntry {
  const { verb, action } = remedy(problem);
  return item(`${shortened(problem.title, 80)} — ${verb}`, action);
}

function remedy({ action, runId, agentId, policyId }: OpenProblem): { verb: string; action: MenuAction } {
  switch (action) {
    case "open-run":
      return {
        verb: say("Show…"),
        action: { do: "open", path: runId === null ? "/runs" : `/runs/${runId}` },
      };
    case "back-up-now":
      return policyId === null
        ? { verb: say("Show…"), action: { do: "open", path: "/" } }
        : { verb: say("Back up now"), action: { do: "back-up", policyIds: [policyId] } };
    case "open-agent":
      return { verb: say("Show…"), action: { do: "open", path: `/agents/${agentId}` } };
    case "create-policy":
      return { verb: say("Protect a folder…"), action: { do: "open", path: "/welcome" } };
    case "open-repository":
      return { verb: say("Fix…"), action: { do: "open", path: "/repositories" } };
    default:
      return assertNever(action);
  }
}
