import { Anchor, Badge, Checkbox, Group, Progress, Skeleton, Table, Text, Tooltip } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { memo } from "react";
import { Link } from "react-router";
import type { Agent } from "#contract/agents";
import type { HistoryDay } from "#contract/history";
import { say } from "#contract/words/say";
import { sayWith } from "../../components/say-with.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { SmallStrip } from "../../components/status-strip.tsx";
import { protectionWords, reachabilityWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import type { Selection } from "./agents-table.tsx";
import { fullestDisk } from "./disk-use.ts";

type Props = {
  agent: Agent;
  days: readonly HistoryDay[] | undefined;
  selection: Selection | undefined;
  measure: ((row: HTMLTableRowElement | null) => void) | undefined;
  index: number;
};

/** Most of them stay as they are while the page scrolls. */
export const AgentRow = memo(function AgentRow({ agent, days, selection, measure, index }: Props) {
  return (
    <Table.Tr
      ref={measure}
      data-index={index}
      {...(selection?.ids.has(agent.id) ? { bg: "var(--mantine-color-default-hover)" } : {})}
    >
      {selection !== undefined && (
        <Table.Td>
          <SelectOne agent={agent} selection={selection} />
        </Table.Td>
      )}
      <Table.Td>
        <Name agent={agent} />
      </Table.Td>
      <Table.Td>
        <StatusBadge word={protectionWords[agent.protection]} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <StatusBadge word={reachabilityWords[agent.reachability]} />
        {agent.reachability === "offline" && (
          <Text size="xs" c="dimmed">
            {sayWith("seen {time}", { time: <TimeAgo at={agent.lastSeenAt} isPlain /> })}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <TimeAgo at={agent.lastGoodAt} none={say("never")} isPlain />
      </Table.Td>
      <Table.Td visibleFrom="lg">
        {days === undefined ? (
          <Skeleton height={20} width={120} />
        ) : (
          <SmallStrip days={days} of={agent.hostname} />
        )}
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Disk agent={agent} />
      </Table.Td>
      <Table.Td visibleFrom="md">{agent.appVersion}</Table.Td>
    </Table.Tr>
  );
});

function SelectOne({ agent, selection: { ids, onChange } }: { agent: Agent; selection: Selection }) {
  const toggle = () => {
    const next = new Set(ids);
    if (!next.delete(agent.id)) next.add(agent.id);
    onChange(next);
  };
  return (
    <Checkbox
      aria-label={say("Select {hostname}", { hostname: agent.hostname })}
      checked={ids.has(agent.id)}
      onChange={toggle}
    />
  );
}

function Name({ agent }: { agent: Agent }) {
  return (
    <>
      <Group gap={6} wrap="nowrap">
        <Anchor
          component={Link}
          to={`/agents/${agent.id}`}
          fw={500}
          style={{ overflowWrap: "anywhere" }}
          data-row-link
        >
          {agent.hostname}
        </Anchor>
        {agent.warnings.length > 0 && (
          <Tooltip label={agent.warnings.map((warning) => warning.message).join(" ")} multiline maw={320}>
            <IconAlertTriangle
              size={16}
              style={{ flexShrink: 0 }}
              color="var(--mantine-color-yellow-text)"
              aria-label={say("{count, plural, one {# warning} other {# warnings}}", {
                count: agent.warnings.length,
              })}
            />
          </Tooltip>
        )}
      </Group>
      <Group gap={4}>
        {agent.isLocal && (
          <Text size="xs" c="dimmed">
            {say("this computer")}
          </Text>
        )}
        {agent.labels.map((label) => (
          <Badge key={label} size="sm" variant="default" tt="none">
            {label}
          </Badge>
        ))}
      </Group>
    </>
  );
}

function Disk({ agent }: { agent: Agent }) {
  const disk = fullestDisk(agent.disks);
  if (disk === undefined) return "–";
  return (
    <Group gap={6} wrap="nowrap">
      <Progress
        value={disk.percent}
        w={60}
        color={disk.percent >= 90 ? "red" : "teal"}
        aria-label={say("{disk} is {percent} % full", {
          disk: disk.mountPath,
          percent: disk.percent,
        })}
      />
      <Text size="sm" style={{ whiteSpace: "nowrap" }}>
        {disk.percent} %
      </Text>
    </Group>
  );
}
