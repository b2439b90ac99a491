import { say } from "#contract/words/say";
import { useAgents } from "../../api/agents.ts";
import { usePolicies } from "../../api/policies.ts";
import { useRepositories } from "../../api/repositories.ts";
import { useMe } from "../../api/session.ts";
import { bestMatches } from "./best-matches.ts";

export type Target = { name: string; kind: string; to: string };

const pages = (): Target[] => [
  { name: say("Home"), kind: say("Page"), to: "/" },
  { name: say("Machines"), kind: say("Page"), to: "/agents" },
  { name: say("Policies"), kind: say("Page"), to: "/policies" },
  { name: say("Runs"), kind: say("Page"), to: "/runs" },
  { name: say("Failed runs"), kind: say("Page"), to: "/runs?status=failure" },
  { name: say("Schedule: upcoming"), kind: say("Page"), to: "/schedule" },
  { name: say("Schedule: what became of it"), kind: say("Page"), to: "/schedule?view=ledger" },
  { name: say("Schedule: density"), kind: say("Page"), to: "/schedule?view=density" },
  { name: say("Repositories"), kind: say("Page"), to: "/repositories" },
  { name: say("Restore|verb"), kind: say("Page"), to: "/restore" },
  { name: say("Settings: your account"), kind: say("Page"), to: "/settings/account" },
  { name: say("About and diagnostics"), kind: say("Page"), to: "/settings/about" },
];
const adminPages = (): Target[] => [
  { name: say("New policy"), kind: say("Action"), to: "/policies/new" },
  { name: say("New repository"), kind: say("Action"), to: "/repositories/new" },
  { name: say("Protect this computer"), kind: say("Action"), to: "/welcome" },
  { name: say("Settings: this computer, pause"), kind: say("Page"), to: "/settings/computer" },
  { name: say("Settings: notifications"), kind: say("Page"), to: "/settings/notifications" },
  { name: say("Settings: other machines"), kind: say("Page"), to: "/settings/network" },
  { name: say("Settings: accounts, sessions, API tokens"), kind: say("Page"), to: "/settings/security" },
  { name: say("Settings: name and history"), kind: say("Page"), to: "/settings/history" },
  { name: say("Audit log"), kind: say("Page"), to: "/settings/audit" },
];

/** Everything that has a page, the best fits first. */
export function useTargets(text: string): Target[] {
  const isAdmin = useMe().data?.role === "admin";
  const agents = useAgents().data?.items ?? [];
  const policies = usePolicies().data?.items ?? [];
  const repositories = useRepositories().data?.items ?? [];
  return bestMatches(text, [
    ...pages(),
    ...(isAdmin ? adminPages() : []),
    ...agents.map(({ id, hostname }) => ({ name: hostname, kind: say("Machine"), to: `/agents/${id}` })),
    ...policies.map(({ id, name }) => ({ name, kind: say("Policy"), to: `/policies/${id}/edit` })),
    ...repositories.map(({ id, name }) => ({ name, kind: say("Repository"), to: `/repositories/${id}` })),
  ]);
}
