import { pageOfProblem } from "#contract/problem-page";
import { type OpenProblem, problemsInAll, type Status } from "#contract/status";
import { say } from "#contract/words/say";
import { assertNever } from "./assert-never.ts";
import { item, type MenuAction, type MenuEntry, openItem } from "./menu-entry.ts";
import { shortened } from "./tray-words.ts";

/** A menu of more does not fit on a screen. */
const MOST = 10;

export function problems(status: Pick<Status, "problems" | "problemCounts">): MenuEntry[] {
  const count = problemsInAll(status);
  if (count === 0) return [];
  const label = say("{count, plural, one {# problem} other {# problems}}", { count });
  const shown = status.problems.slice(0, MOST).map(problemEntry);
  const more = count - shown.length;
  const rest = more > 0 ? [openItem(say("{count} more", { count: more }), "/")] : [];
  return [{ kind: "submenu", label, entries: [...shown, ...rest] }];
}

function problemEntry(problem: OpenProblem): MenuEntry {
  const { verb, action } = remedy(problem);
  return item(`${shortened(problem.title, 80)} — ${verb}`, action);
}

function remedy(problem: OpenProblem): { verb: string; action: MenuAction } {
  const open = { do: "open", path: pageOfProblem(problem) } as const;
  switch (problem.action) {
    case "open-run":
    case "open-agent":
      return { verb: say("Show…"), action: open };
    case "back-up-now":
      return problem.policyId === null
        ? { verb: say("Show…"), action: open }
        : { verb: say("Back up now"), action: { do: "back-up", policyIds: [problem.policyId] } };
    case "create-policy":
      return { verb: say("Protect a folder…"), action: open };
    case "open-repository":
      return { verb: say("Fix…"), action: open };
    default:
      return assertNever(problem.action);
  }
}
