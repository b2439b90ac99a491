import { Checkbox, Table } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { Agent } from "#contract/agents";
import type { Id } from "#contract/values";
import { AgentRow } from "./agent-row.tsx";
import { useStrips } from "./use-strips.ts";

/** From here on only the rows in view are in the page. */
const VIRTUAL_FROM = 200;
const ROW_HEIGHT = 57;

export type Selection = { ids: ReadonlySet<Id>; onChange: (ids: ReadonlySet<Id>) => void };
type Props = {
  agents: Agent[];
  /** Absent for those who may only look. */
  selection: Selection | undefined;
  onEnd: () => void;
};

export function AgentsTable({ agents, selection, onEnd }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const isVirtual = agents.length >= VIRTUAL_FROM;
  const virtual = useVirtualizer({
    count: agents.length,
    enabled: isVirtual,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const inView = virtual.getVirtualItems();
  const first = isVirtual ? (inView[0]?.index ?? 0) : 0;
  const after = isVirtual ? (inView.at(-1)?.index ?? -1) + 1 : agents.length;
  const shown = agents.slice(first, after);
  const daysOf = useStrips(shown.map((agent) => agent.id));
  const isAtEnd = isVirtual && after >= agents.length - 1;
  useEffect(() => {
    if (isAtEnd) onEnd();
  }, [isAtEnd, onEnd]);

  const above = isVirtual ? (inView[0]?.start ?? 0) : 0;
  const below = isVirtual ? virtual.getTotalSize() - (inView.at(-1)?.end ?? 0) : 0;
  return (
    <div
      ref={frame}
      style={isVirtual ? { maxHeight: "calc(100vh - 230px)", overflow: "auto" } : undefined}
      // Without it nobody could scroll by keys.
      {...(isVirtual ? { tabIndex: 0, role: "region", "aria-label": "Machines, scrollable" } : {})}
    >
      <Table
        highlightOnHover
        tabularNums
        verticalSpacing="sm"
        stickyHeader={isVirtual}
        aria-label="Machines"
        aria-rowcount={agents.length + 1}
      >
        <Head agents={agents} selection={selection} />
        <Table.Tbody>
          <Gap height={above} />
          {shown.map((agent, index) => (
            <AgentRow
              key={agent.id}
              agent={agent}
              days={daysOf(agent.id)}
              selection={selection}
              measure={isVirtual ? virtual.measureElement : undefined}
              index={first + index}
            />
          ))}
          <Gap height={below} />
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** Stands for the rows that are out of view. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} />
    </tr>
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
        <Table.Th>Machine</Table.Th>
        <Table.Th>Protection</Table.Th>
        <Table.Th visibleFrom="sm">Contact</Table.Th>
        <Table.Th visibleFrom="sm">Last good</Table.Th>
        <Table.Th visibleFrom="lg">30 days</Table.Th>
        <Table.Th visibleFrom="md">Fullest disk</Table.Th>
        <Table.Th visibleFrom="md">Version</Table.Th>
      </Table.Tr>
    </Table.Thead>
  );
}

function SelectAll({ agents, selection: { ids, onChange } }: { agents: Agent[]; selection: Selection }) {
  const isAll = agents.length > 0 && agents.every((agent) => ids.has(agent.id));
  return (
    <Checkbox
      aria-label="Select all machines shown"
      checked={isAll}
      indeterminate={!isAll && ids.size > 0}
      onChange={() => onChange(new Set(isAll ? [] : agents.map((agent) => agent.id)))}
    />
  );
}
