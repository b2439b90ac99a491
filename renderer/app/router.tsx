import { createBrowserRouter, type RouteObject } from "react-router";
import { NotFoundPage } from "./not-found-page.tsx";
import { PageLoading } from "./page-loading.tsx";
import { RouteProblem } from "./route-problem.tsx";
import { Shell } from "./shell.tsx";

type Page = () => React.ReactNode;

/** Each page is a file of its own that is loaded when it is first opened. */
function page(path: string, load: () => Promise<Page>): RouteObject {
  return { path, lazy: async () => ({ Component: await load() }) };
}

const pages: RouteObject[] = [
  page("/", async () => (await import("../features/dashboard/dashboard-page.tsx")).DashboardPage),
  page("/welcome", async () => (await import("../features/protect/protect-page.tsx")).ProtectPage),
  page("/agents", async () => (await import("../features/agents/agents-page.tsx")).AgentsPage),
  page("/agents/:id", async () => (await import("../features/agents/agent-page.tsx")).AgentPage),
  page("/policies", async () => (await import("../features/policies/policies-page.tsx")).PoliciesPage),
  page("/policies/new", async () => (await import("../features/policies/new-policy-page.tsx")).NewPolicyPage),
  page(
    "/policies/:id/edit",
    async () => (await import("../features/policies/edit-policy-page.tsx")).EditPolicyPage,
  ),
  page("/runs", async () => (await import("../features/runs/runs-page.tsx")).RunsPage),
  page("/runs/:id", async () => (await import("../features/runs/run-page.tsx")).RunPage),
  page("/tasks/:id", async () => (await import("../features/runs/task-page.tsx")).TaskPage),
  page(
    "/repositories",
    async () => (await import("../features/repositories/repositories-page.tsx")).RepositoriesPage,
  ),
  page(
    "/repositories/new",
    async () => (await import("../features/repositories/new-repository-page.tsx")).NewRepositoryPage,
  ),
  page(
    "/repositories/:id",
    async () => (await import("../features/repositories/repository-page.tsx")).RepositoryPage,
  ),
  page(
    "/repositories/:id/edit",
    async () => (await import("../features/repositories/edit-repository-page.tsx")).EditRepositoryPage,
  ),
  page("/restore", async () => (await import("../features/restore/restore-page.tsx")).RestorePage),
  page("/settings", async () => (await import("../features/settings/settings-page.tsx")).SettingsPage),
  page(
    "/settings/:section",
    async () => (await import("../features/settings/settings-page.tsx")).SettingsPage,
  ),
];

export function createRouter() {
  return createBrowserRouter([
    {
      HydrateFallback: PageLoading,
      ErrorBoundary: RouteProblem,
      children: [
        page("/sign-in", async () => (await import("../features/sign-in/sign-in-page.tsx")).SignInPage),
        {
          Component: Shell,
          children: [
            { ErrorBoundary: RouteProblem, children: [...pages, { path: "*", Component: NotFoundPage }] },
          ],
        },
      ],
    },
  ]);
}
