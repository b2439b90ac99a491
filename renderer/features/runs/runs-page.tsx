import { Button, Center, Stack } from "@mantine/core";
import { IconDownload, IconHistory } from "@tabler/icons-react";
import { useSearchParams } from "react-router";
import { csvPath, useRuns } from "../../api/runs.ts";
import { Empty } from "../../components/empty.tsx";
import { Page } from "../../components/page.tsx";
import { LinesLoading, QueryView } from "../../components/query-view.tsx";
import { readFilter } from "./run-filter.ts";
import { RunFilters } from "./run-filters.tsx";
import { RunsTable } from "./runs-table.tsx";

export function RunsPage() {
  const [search, setSearch] = useSearchParams();
  const filter = readFilter(search);
  const runs = useRuns(filter);
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Page
      title="Runs"
      actions={
        <Button
          component="a"
          href={csvPath(filter)}
          download="holdfast-runs.csv"
          variant="default"
          leftSection={<IconDownload size={16} />}
        >
          Download CSV
        </Button>
      }
    >
      <RunFilters search={search} onChange={(next) => setSearch(next, { replace: true })} />
      <QueryView query={runs} problem="The runs could not be read" loading={<LinesLoading lines={8} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0 && isFiltered) {
            return (
              <Empty
                icon={IconHistory}
                title="No runs match"
                description="Other runs may be there without these filters."
              >
                <Button onClick={() => setSearch({}, { replace: true })}>Clear the filters</Button>
              </Empty>
            );
          }
          if (items.length === 0) {
            return (
              <Empty
                icon={IconHistory}
                title="No run yet"
                description="Each backup and each restore appears here, from the moment it starts, with its log."
              />
            );
          }
          return (
            <Stack>
              <RunsTable runs={items} />
              {runs.hasNextPage && (
                <Center>
                  <Button
                    variant="default"
                    loading={runs.isFetchingNextPage}
                    onClick={() => void runs.fetchNextPage()}
                  >
                    Load more
                  </Button>
                </Center>
              )}
            </Stack>
          );
        }}
      </QueryView>
    </Page>
  );
}
