import { Checkbox, Table } from "@mantine/core";
import type { Agent } from "#contract/agents";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { RowsGap } from "../../components/rows-gap.tsx";
import { useRowsInView } from "../../components/use-rows-in-view.ts";
import { AgentRow } from "./agent-row.tsx";
import { useStrips } from "./use-strips.ts";

const ROW_HEIGHT = 57;

export type Selection = { ids: ReadonlySet<Id>; onChange: (ids: ReadonlySet<Id>) => void };
type Props = {
  agents: Agent[];
  /** Absent for those who may only look. */
  selection: Selection | undefined;
};

export function AgentsTable({ agents, selection }: Props) {
  const { body, first, after, above, below, measure } = useRowsInView({
    count: agents.length,
    rowHeight: ROW_HEIGHT,
  });
  const daysOf = useStrips(agents, first, after);
  return (
    <Table
      highlightOnHover
      tabularNums
      verticalSpacing="sm"
      stickyHeader
      stickyHeaderOffset={56}
      aria-label={say("Machines")}
      aria-rowcount={agents.length + 1}
    >
      <Head agents={agents} selection={selection} />
      <Table.Tbody ref={body}>
        <RowsGap height={above} />
        {agents.slice(first, after).map((agent, index) => (
          <AgentRow
            key={agent.id}
            agent={agent}
            days={daysOf(agent.id)}
            selection={selection}
            measure={measure}
            index={first + index}
          />
        ))}
        <RowsGap height={below} />
      </Table.Tbody>
    </Table>
  );
}

function Head({ agents, selection }: Pick<Props, "agents" | "selection">) {
  return (
    <Table.Thead>
      <Table.Tr>
        {selection !== undefined && (
          <Table.Th w={40}>
            <SelectAll agents={agents} selection={selection} />
          </Table.Th>
        )}
        <Table.Th>{say("Machine")}</Table.Th>
        <Table.Th>{say("Protection")}</Table.Th>
        <Table.Th visibleFrom="sm">{say("Contact")}</Table.Th>
        <Table.Th visibleFrom="sm">{say("Last good")}</Table.Th>
        <Table.Th visibleFrom="lg">{say("30 days")}</Table.Th>
        <Table.Th visibleFrom="md">{say("Fullest disk")}</Table.Th>
        <Table.Th visibleFrom="md">{say("Version")}</Table.Th>
      </Table.Tr>
    </Table.Thead>
  );
}

function SelectAll({ agents, selection: { ids, onChange } }: { agents: Agent[]; selection: Selection }) {
  const isAll = agents.length > 0 && agents.every((agent) => ids.has(agent.id));
  return (
    <Checkbox
      aria-label={say("Select all machines shown")}
      checked={isAll}
      indeterminate={!isAll && ids.size > 0}
      onChange={() => onChange(new Set(isAll ? [] : agents.map((agent) => agent.id)))}
    />
  );
}
