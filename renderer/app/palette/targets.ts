import { useAgents } from "../../api/agents.ts";
import { usePolicies } from "../../api/policies.ts";
import { useRepositories } from "../../api/repositories.ts";
import { useMe } from "../../api/session.ts";
import { bestMatches } from "./best-matches.ts";

export type Target = { name: string; kind: string; to: string };

const pages: Target[] = [
  { name: "Home", kind: "Page", to: "/" },
  { name: "Machines", kind: "Page", to: "/agents" },
  { name: "Policies", kind: "Page", to: "/policies" },
  { name: "Runs", kind: "Page", to: "/runs" },
  { name: "Failed runs", kind: "Page", to: "/runs?status=failure" },
  { name: "Schedule: upcoming", kind: "Page", to: "/schedule" },
  { name: "Schedule: what became of it", kind: "Page", to: "/schedule?view=ledger" },
  { name: "Schedule: density", kind: "Page", to: "/schedule?view=density" },
  { name: "Repositories", kind: "Page", to: "/repositories" },
  { name: "Restore", kind: "Page", to: "/restore" },
  { name: "Settings: your account", kind: "Page", to: "/settings/account" },
  { name: "About and diagnostics", kind: "Page", to: "/settings/about" },
];
const adminPages: Target[] = [
  { name: "New policy", kind: "Action", to: "/policies/new" },
  { name: "New repository", kind: "Action", to: "/repositories/new" },
  { name: "Protect this computer", kind: "Action", to: "/welcome" },
  { name: "Settings: this computer, pause", kind: "Page", to: "/settings/computer" },
  { name: "Settings: notifications", kind: "Page", to: "/settings/notifications" },
  { name: "Settings: other machines", kind: "Page", to: "/settings/network" },
  { name: "Settings: accounts, sessions, API tokens", kind: "Page", to: "/settings/security" },
  { name: "Settings: name and history", kind: "Page", to: "/settings/history" },
  { name: "Audit log", kind: "Page", to: "/settings/audit" },
];

/** Everything that has a page, the best fits first. */
export function useTargets(text: string): Target[] {
  const isAdmin = useMe().data?.role === "admin";
  const agents = useAgents().data?.items ?? [];
  const policies = usePolicies().data?.items ?? [];
  const repositories = useRepositories().data?.items ?? [];
  return bestMatches(text, [
    ...pages,
    ...(isAdmin ? adminPages : []),
    ...agents.map(({ id, hostname }) => ({ name: hostname, kind: "Machine", to: `/agents/${id}` })),
    ...policies.map(({ id, name }) => ({ name, kind: "Policy", to: `/policies/${id}/edit` })),
    ...repositories.map(({ id, name }) => ({ name, kind: "Repository", to: `/repositories/${id}` })),
  ]);
}
