import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { renderToString } from "react-dom/server";
import { MemoryRouter, matchPath, Route, Routes } from "react-router";
import { createQueryClient } from "../api/query-client.ts";
import { pages } from "../app/pages.ts";

const compact = {
  path: "/compact",
  load: async () => (await import("../features/compact/compact-page.tsx")).CompactPage,
};
const MOST_ROUNDS = 8;

/** Renders pages as a browser shows them once all that they ask for has been read; what one has read, the next one knows. */
export function createPages(): (address: string) => Promise<string> {
  const client = createQueryClient();
  return async (address) => {
    const [pathname = "/"] = address.split("?");
    const page = [compact, ...pages].find(({ path }) => matchPath(path, pathname) !== null);
    if (page === undefined) throw new Error(`There is no page at ${address}.`);
    const Content = await page.load();
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const html = renderToString(
        <MantineProvider>
          <QueryClientProvider client={client}>
            <MemoryRouter initialEntries={[address]}>
              <Routes>
                <Route path={page.path} element={<Content />} />
              </Routes>
            </MemoryRouter>
          </QueryClientProvider>
        </MantineProvider>,
      );
      const unread = client
        .getQueryCache()
        .getAll()
        .filter(
          ({ state, options }) => state.data === undefined && Reflect.get(options, "enabled") !== false,
        );
      if (unread.length === 0) return html;
      await Promise.all(unread.map((query) => query.fetch()));
    }
    throw new Error(`The page at ${address} asks for ever more.`);
  };
}
