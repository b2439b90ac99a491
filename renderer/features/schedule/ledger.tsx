import { Anchor, Button, Group, Select, Stack, Table, Text } from "@mantine/core";
import { IconListCheck } from "@tabler/icons-react";
import { Link } from "react-router";
import { type Slot, type SlotOutcome, slotOutcome } from "#contract/schedule";
import { say } from "#contract/words/say";
import { useAgents } from "../../api/agents.ts";
import { usePolicies } from "../../api/policies.ts";
import { useSlots } from "../../api/schedule.ts";
import { Empty } from "../../components/empty.tsx";
import { Paged } from "../../components/paged.tsx";
import { LinesLoading } from "../../components/query-view.tsx";
import { kindName } from "../../components/run-title.ts";
import { withParam } from "../../components/search-params.ts";
import { StatusBadge } from "../../components/status-badge.tsx";
import { slotWords, statusName } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { readSlotFilter } from "./slot-filter.ts";

type Props = { search: URLSearchParams; onChange: (search: URLSearchParams) => void };

/** Every due time with what became of it and why. */
export function Ledger({ search, onChange }: Props) {
  const filter = readSlotFilter(search);
  const slots = useSlots(filter);
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Stack>
      <Filters search={search} onChange={onChange} />
      <Paged
        query={slots}
        problem={say("What became of the schedule could not be read")}
        loading={<LinesLoading lines={8} />}
        empty={
          <Empty
            icon={IconListCheck}
            title={isFiltered ? say("Nothing matches") : say("Nothing was due yet")}
            description={
              isFiltered
                ? say("Other due times may be there without these filters.")
                : say("Each due time gets a line here when it comes, also those that were left out.")
            }
          >
            {isFiltered && (
              <Button onClick={() => onChange(new URLSearchParams({ view: "ledger" }))}>
                {say("Clear the filters")}
              </Button>
            )}
          </Empty>
        }
      >
        {(items) => (
          <Table verticalSpacing="xs" tabularNums aria-label={say("What became of each due time")}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say("Due")}</Table.Th>
                <Table.Th miw={110}>{say("What")}</Table.Th>
                <Table.Th>{say("Outcome")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((slot) => (
                <SlotRow key={slot.key} slot={slot} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Paged>
    </Stack>
  );
}

function SlotRow({ slot }: { slot: Slot }) {
  return (
    <Table.Tr>
      <Table.Td>
        <TimeAgo at={slot.scheduledFor} isPlain />
      </Table.Td>
      <Table.Td>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {slot.policyName ?? kindName(slot.kind)}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {slot.hostname}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap="xs">
          <Outcome slot={slot} />
          {slot.reason !== null && (
            <Text size="sm" c="dimmed">
              {slot.reason}
            </Text>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function Outcome({ slot }: { slot: Slot }) {
  const badge = <StatusBadge word={slotWords[slot.outcome]} size="md" />;
  const to = slot.runId === null ? slot.taskId && `/tasks/${slot.taskId}` : `/runs/${slot.runId}`;
  if (to === null) return badge;
  return (
    <Anchor component={Link} to={to} size="sm">
      {badge} {slot.runId === null ? say("Task") : say("Run")}
    </Anchor>
  );
}

const outcomes = () =>
  slotOutcome.options.map((value: SlotOutcome) => ({
    value,
    label: statusName(slotWords[value]),
  }));

function Filters({ search, onChange }: Props) {
  const filter = readSlotFilter(search);
  const agents = useAgents().data?.items ?? [];
  const policies = usePolicies().data?.items ?? [];
  const set = (name: string) => (value: string | null) => onChange(withParam(search, name, value));
  const style = { flex: "1 1 150px" };
  return (
    <Group gap="sm" role="search" aria-label={say("Filter the due times")}>
      <Select
        aria-label={say("Machine")}
        placeholder={say("All machines")}
        data={agents.map(({ id, hostname }) => ({ value: id, label: hostname }))}
        value={filter.agent ?? null}
        onChange={set("agent")}
        clearable
        searchable
        style={style}
        maw={260}
      />
      <Select
        aria-label={say("Policy")}
        placeholder={say("All policies")}
        data={policies.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.policy ?? null}
        onChange={set("policy")}
        clearable
        searchable
        style={style}
        maw={260}
      />
      <Select
        aria-label={say("Outcome")}
        placeholder={say("Any outcome")}
        data={outcomes()}
        value={filter.outcome ?? null}
        onChange={set("outcome")}
        clearable
        style={style}
        maw={260}
      />
    </Group>
  );
}
