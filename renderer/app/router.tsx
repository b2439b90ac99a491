import { createBrowserRouter } from "react-router";
import { NotFoundPage } from "./not-found-page.tsx";
import { PageLoading } from "./page-loading.tsx";
import { pages } from "./pages.ts";
import { RouteProblem } from "./route-problem.tsx";
import { Shell } from "./shell.tsx";

export function createRouter() {
  const inShell = pages.map(({ path, load }) => ({ path, lazy: async () => ({ Component: await load() }) }));
  return createBrowserRouter([
    {
      HydrateFallback: PageLoading,
      ErrorBoundary: RouteProblem,
      children: [
        {
          path: "/sign-in",
          lazy: async () => ({
            Component: (await import("../features/sign-in/sign-in-page.tsx")).SignInPage,
          }),
        },
        {
          path: "/compact",
          lazy: async () => ({
            Component: (await import("../features/compact/compact-page.tsx")).CompactPage,
          }),
        },
        {
          Component: Shell,
          children: [
            { ErrorBoundary: RouteProblem, children: [...inShell, { path: "*", Component: NotFoundPage }] },
          ],
        },
      ],
    },
  ]);
}
