import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { IconDeviceDesktop, IconPlus, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { protection } from "#contract/agents";
import { type AgentQuery, useAgents } from "../../api/agents.ts";
import { useMe } from "../../api/session.ts";
import { Empty } from "../../components/empty.tsx";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { protectionWords } from "../../components/status-words.ts";
import { AddComputer } from "./add-computer.tsx";
import { AgentsTable } from "./agents-table.tsx";
import { PendingAgents } from "./pending-agents.tsx";

const protections = protection.options.map((value) => ({ value, label: protectionWords[value] }));
const orders = [
  { value: "hostname", label: "By name" },
  { value: "lastGood", label: "By last good backup" },
  { value: "lastSeen", label: "By last contact" },
];

export function AgentsPage() {
  const [isAdding, { open, close }] = useDisclosure(false);
  const [q, setQ] = useState("");
  const [query, setQuery] = useState<AgentQuery>({});
  const [text] = useDebouncedValue(q.trim(), 250);
  const agents = useAgents({ ...query, status: "active", ...(text === "" ? {} : { q: text }) });
  const mayChange = useMe().data?.role === "admin";
  const isFiltered = text !== "" || query.protection !== undefined;
  const add = mayChange && (
    <Button leftSection={<IconPlus size={16} />} onClick={open}>
      Add a computer
    </Button>
  );
  return (
    <Page title="Machines" actions={add}>
      {mayChange && <PendingAgents />}
      <Group gap="sm" role="search" aria-label="Filter the machines">
        <TextInput
          aria-label="Search the machines"
          placeholder="Search the machines"
          leftSection={<IconSearch size={16} />}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          style={{ flex: "2 1 180px" }}
        />
        <Select
          aria-label="Protection"
          placeholder="Any protection"
          data={protections}
          clearable
          onChange={(value) => setQuery(withProtection(query, value))}
          style={{ flex: "1 1 140px" }}
        />
        <Select
          aria-label="Order"
          data={orders}
          defaultValue="hostname"
          allowDeselect={false}
          onChange={(value) => setQuery(withOrder(query, value))}
          style={{ flex: "1 1 140px" }}
        />
      </Group>
      <QueryView query={agents} problem="The machines could not be read">
        {({ items }) =>
          items.length > 0 ? (
            <AgentsTable agents={items} />
          ) : (
            <Stack>
              <Empty
                icon={IconDeviceDesktop}
                title={isFiltered ? "No machines match" : "No machine yet"}
                description={
                  isFiltered
                    ? "Other machines may be there without the search and the filter."
                    : "Install Holdfast on a computer and give it the join code that you get here."
                }
              >
                {!isFiltered && add}
              </Empty>
            </Stack>
          )
        }
      </QueryView>
      <AddComputer isOpen={isAdding} onClose={close} />
    </Page>
  );
}

function withProtection({ protection: _, ...rest }: AgentQuery, value: string | null): AgentQuery {
  const chosen = protection.safeParse(value).data;
  return chosen === undefined ? rest : { ...rest, protection: chosen };
}

function withOrder(query: AgentQuery, value: string | null): AgentQuery {
  return { ...query, sort: value === "lastGood" || value === "lastSeen" ? value : "hostname" };
}
