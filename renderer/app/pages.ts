type Page = () => React.ReactNode;

/** Each page is a file of its own that is loaded when it is first opened. */
export const pages: { path: string; load: () => Promise<Page> }[] = [
  { path: "/", load: async () => (await import("../features/dashboard/dashboard-page.tsx")).DashboardPage },
  { path: "/welcome", load: async () => (await import("../features/protect/protect-page.tsx")).ProtectPage },
  { path: "/agents", load: async () => (await import("../features/agents/agents-page.tsx")).AgentsPage },
  { path: "/agents/:id", load: async () => (await import("../features/agents/agent-page.tsx")).AgentPage },
  {
    path: "/policies",
    load: async () => (await import("../features/policies/policies-page.tsx")).PoliciesPage,
  },
  {
    path: "/policies/new",
    load: async () => (await import("../features/policies/new-policy-page.tsx")).NewPolicyPage,
  },
  {
    path: "/policies/:id/edit",
    load: async () => (await import("../features/policies/edit-policy-page.tsx")).EditPolicyPage,
  },
  { path: "/runs", load: async () => (await import("../features/runs/runs-page.tsx")).RunsPage },
  { path: "/runs/:id", load: async () => (await import("../features/runs/run-page.tsx")).RunPage },
  { path: "/tasks/:id", load: async () => (await import("../features/runs/task-page.tsx")).TaskPage },
  {
    path: "/schedule",
    load: async () => (await import("../features/schedule/schedule-page.tsx")).SchedulePage,
  },
  {
    path: "/repositories",
    load: async () => (await import("../features/repositories/repositories-page.tsx")).RepositoriesPage,
  },
  {
    path: "/repositories/new",
    load: async () => (await import("../features/repositories/new-repository-page.tsx")).NewRepositoryPage,
  },
  {
    path: "/repositories/:id",
    load: async () => (await import("../features/repositories/repository-page.tsx")).RepositoryPage,
  },
  {
    path: "/repositories/:id/edit",
    load: async () => (await import("../features/repositories/edit-repository-page.tsx")).EditRepositoryPage,
  },
  { path: "/restore", load: async () => (await import("../features/restore/restore-page.tsx")).RestorePage },
  { path: "/docs", load: async () => (await import("../features/api-docs/api-docs-page.tsx")).ApiDocsPage },
  {
    path: "/settings",
    load: async () => (await import("../features/settings/settings-page.tsx")).SettingsPage,
  },
  {
    path: "/settings/:section",
    load: async () => (await import("../features/settings/settings-page.tsx")).SettingsPage,
  },
];

/** Loads the other pages ahead, so that they open at once, and also while the connection is cut. */
export async function preloadPages(): Promise<void> {
  // What cannot be loaded now is tried again, and its fault shown, when it is opened.
  await Promise.allSettled(pages.map(({ load }) => load()));
}
