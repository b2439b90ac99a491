import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDeviceDesktop, IconPlus } from "@tabler/icons-react";
import { type ReactNode, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import type { Agent } from "#contract/agents";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useAgentPages } from "../../api/agents.ts";
import { useMe } from "../../api/session.ts";
import { Empty } from "../../components/empty.tsx";
import { MoreAtEnd } from "../../components/more-at-end.tsx";
import { Page } from "../../components/page.tsx";
import { LinesLoading, QueryView } from "../../components/query-view.tsx";
import { SavedViews } from "../../components/saved-views.tsx";
import { useRowKeys } from "../../components/use-row-keys.ts";
import { AddComputer } from "./add-computer.tsx";
import { asAgentQuery, isFiltered, readAgentFilter } from "./agent-filter.ts";
import { AgentFilters } from "./agent-filters.tsx";
import { AgentsTable } from "./agents-table.tsx";
import { BulkActions } from "./bulk-actions.tsx";
import { PendingAgents } from "./pending-agents.tsx";

const NOBODY: ReadonlySet<Id> = new Set();

export function AgentsPage() {
  const [isAdding, { open, close }] = useDisclosure(false);
  const [search, setSearch] = useSearchParams();
  const filter = readAgentFilter(search);
  const agents = useAgentPages(asAgentQuery(filter));
  const mayChange = useMe().data?.role === "admin";
  const known = agents.data?.pages.flatMap((page) => page.items) ?? [];
  const show = (next: URLSearchParams) => setSearch(next, { replace: true });
  const add = mayChange && (
    <Button leftSection={<IconPlus size={16} />} onClick={open}>
      {say("Add a computer")}
    </Button>
  );
  return (
    <Page
      title={say("Machines")}
      actions={
        <>
          <SavedViews />
          {add}
        </>
      }
    >
      {mayChange && <PendingAgents />}
      <AgentFilters
        search={search}
        labels={known.flatMap((agent) => agent.labels)}
        isWanted={agents.data !== undefined}
        onChange={show}
      />
      <QueryView
        query={agents}
        problem={say("The machines could not be read")}
        loading={<LinesLoading lines={8} />}
      >
        {() =>
          known.length > 0 ? (
            <Listed
              agents={known}
              mayChange={mayChange}
              more={
                agents.hasNextPage && (
                  <MoreAtEnd isLoading={agents.isFetchingNextPage} onMore={agents.fetchNextPage} />
                )
              }
            />
          ) : (
            <NoMachines isFiltered={isFiltered(filter)} onClear={() => setSearch({})} add={add} />
          )
        }
      </QueryView>
      <AddComputer isOpen={isAdding} onClose={close} />
    </Page>
  );
}

type ListedProps = { agents: Agent[]; mayChange: boolean; more: ReactNode };

function Listed({ agents, mayChange, more }: ListedProps) {
  const [selected, setSelected] = useState(NOBODY);
  const chosen = agents.filter((agent) => selected.has(agent.id));
  useRowKeys();
  // The same while the page scrolls, so that its rows stay as they are.
  const selection = useMemo(
    () => (mayChange ? { ids: selected, onChange: setSelected } : undefined),
    [mayChange, selected],
  );
  return (
    <Stack>
      <AgentsTable agents={agents} selection={selection} />
      {more}
      {chosen.length > 0 && <BulkActions agents={chosen} onDone={() => setSelected(NOBODY)} />}
    </Stack>
  );
}

type NoMachinesProps = { isFiltered: boolean; onClear: () => void; add: ReactNode };

function NoMachines({ isFiltered: hasFilter, onClear, add }: NoMachinesProps) {
  return (
    <Empty
      icon={IconDeviceDesktop}
      title={hasFilter ? say("No machines match") : say("No machine yet")}
      description={
        hasFilter
          ? say("Other machines may be there without the search and the filter.")
          : say("Install Holdfast on a computer and give it the join code that you get here.")
      }
    >
      {hasFilter ? <Button onClick={onClear}>{say("Clear the filters")}</Button> : add}
    </Empty>
  );
}
