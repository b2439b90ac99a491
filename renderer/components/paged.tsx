import { Button, Center, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { say } from "#contract/words/say";
import { MoreAtEnd } from "./more-at-end.tsx";
import { QueryView } from "./query-view.tsx";

type PagedQuery<Item> = {
  data: { pages: { items: Item[] }[] } | undefined;
  error: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
};

type Props<Item> = {
  query: PagedQuery<Item>;
  /** "The runs could not be read." */
  problem: string;
  /** What stands here while there is nothing: a sentence, or more. */
  empty: ReactNode;
  loading?: ReactNode;
  /** Goes on by itself near its end: for a list that has the page to itself. */
  isEndless?: boolean;
  children: (items: Item[]) => ReactNode;
};

/** A list that comes page by page, in its states: loading, problem, empty, and data with a button for more. */
export function Paged<Item>({ query, problem, empty, loading, isEndless, children }: Props<Item>) {
  return (
    <QueryView query={query} problem={problem} loading={loading}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return typeof empty === "string" ? <Nothing>{empty}</Nothing> : empty;
        return (
          <Stack>
            {children(items)}
            {query.hasNextPage && isEndless === true && (
              <MoreAtEnd isLoading={query.isFetchingNextPage} onMore={query.fetchNextPage} />
            )}
            {query.hasNextPage && isEndless !== true && (
              <Center>
                <Button
                  variant="default"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {say("Load more")}
                </Button>
              </Center>
            )}
          </Stack>
        );
      }}
    </QueryView>
  );
}

export function Nothing({ children }: { children: ReactNode }) {
  return (
    <Text c="dimmed" size="sm">
      {children}
    </Text>
  );
}
