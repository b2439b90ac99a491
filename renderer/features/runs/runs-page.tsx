import { Affix, Button, SegmentedControl } from "@mantine/core";
import { IconArrowUp, IconDownload, IconHistory } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useSearchParams } from "react-router";
import type { Run } from "#contract/runs";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { csvPath, type RunFilter, useRuns } from "../../api/runs.ts";
import { Empty } from "../../components/empty.tsx";
import { Page } from "../../components/page.tsx";
import { Paged } from "../../components/paged.tsx";
import { LinesLoading } from "../../components/query-view.tsx";
import { SavedViews } from "../../components/saved-views.tsx";
import { withParam } from "../../components/search-params.ts";
import { useRowKeys } from "../../components/use-row-keys.ts";
import { asRunQuery, readFilter } from "./run-filter.ts";
import { RunFilters } from "./run-filters.tsx";
import { RunLanes } from "./run-lanes.tsx";
import { RunsTable } from "./runs-table.tsx";
import { useNewRuns } from "./use-new-runs.ts";
import { useOpenRun } from "./use-open-run.ts";

/** Log, numbers and actions of a run are fetched when one is opened. */
const RunDrawer = lazy(async () => ({ default: (await import("./run-drawer.tsx")).RunDrawer }));

/** A table, or the lanes of so long a time. */
const views = ["table", "day", "week"] as const;

export function RunsPage() {
  const [, setSearch] = useSearchParams();
  const opened = useOpenRun();
  const [isDrawerWanted, setDrawerWanted] = useState(opened.runId !== null);
  if (opened.runId !== null && !isDrawerWanted) setDrawerWanted(true);
  const search = opened.list;
  const filter = readFilter(search);
  const query = asRunQuery(filter);
  const view = views.find((one) => one === search.get("view")) ?? "table";
  const show = (next: URLSearchParams) => setSearch(next, { replace: true });
  const empty = (
    <NoRuns isFiltered={Object.keys(filter).length > 0} onClear={() => show(new URLSearchParams())} />
  );
  return (
    <Page
      title={say("Runs")}
      actions={
        <>
          <SegmentedControl
            aria-label={say("How the runs are shown")}
            value={view === "table" ? "table" : "lanes"}
            onChange={(to) => show(withParam(search, "view", to === "lanes" ? "day" : null))}
            data={[
              { value: "table", label: say("Table") },
              { value: "lanes", label: say("Lanes") },
            ]}
          />
          <SavedViews />
          <Button
            component="a"
            href={csvPath(query)}
            download="holdfast-runs.csv"
            variant="default"
            leftSection={<IconDownload size={16} />}
          >
            {say("Download CSV")}
          </Button>
        </>
      }
    >
      <RunFilters search={search} onChange={show} withDays={view === "table"} />
      {view === "table" ? (
        <RunList query={query} list={search} onOpen={opened.open} empty={empty} />
      ) : (
        <RunLanes
          filter={query}
          span={view}
          onSpan={(span) => show(withParam(search, "view", span))}
          onOpen={opened.open}
        />
      )}
      {isDrawerWanted && (
        <Suspense>
          <RunDrawer open={opened} />
        </Suspense>
      )}
    </Page>
  );
}

type Opening = { list: URLSearchParams; onOpen: (runId: Id) => void };
type ListProps = Opening & { query: RunFilter; empty: ReactNode };

function RunList({ query, list, onOpen, empty }: ListProps) {
  return (
    <Paged
      isEndless
      query={useRuns(query)}
      problem={say("The runs could not be read")}
      loading={<LinesLoading lines={8} />}
      empty={empty}
    >
      {(runs) => <Listed runs={runs} list={list} onOpen={onOpen} />}
    </Paged>
  );
}

function Listed({ runs, list, onOpen }: Opening & { runs: Run[] }) {
  const { shown, heldCount, show } = useNewRuns(runs, list.toString());
  useRowKeys();
  return (
    <>
      {heldCount > 0 && (
        <Affix position={{ top: 70, left: "50%" }} style={{ transform: "translateX(-50%)" }}>
          <Button size="xs" radius="xl" leftSection={<IconArrowUp size={14} />} onClick={show} role="status">
            {say("{count, plural, one {# new run} other {# new runs}}", { count: heldCount })}
          </Button>
        </Affix>
      )}
      <RunsTable runs={shown} list={list.toString()} onOpen={onOpen} />
    </>
  );
}

function NoRuns({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered) {
    return (
      <Empty
        icon={IconHistory}
        title={say("No runs match")}
        description={say("Other runs may be there without these filters.")}
      >
        <Button onClick={onClear}>{say("Clear the filters")}</Button>
      </Empty>
    );
  }
  return (
    <Empty
      icon={IconHistory}
      title={say("No run yet")}
      description={say("Each backup and each restore appears here, from the moment it starts, with its log.")}
    />
  );
}
