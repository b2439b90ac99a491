import { Anchor, Group, Progress, Table, Text, Tooltip } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Agent } from "#contract/agents";
import { StatusBadge } from "../../components/status-badge.tsx";
import { protectionWords, reachabilityWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { plural } from "../../format/plural.ts";
import { fullestDisk } from "./disk-use.ts";

export function AgentsTable({ agents }: { agents: Agent[] }) {
  return (
    <Table highlightOnHover tabularNums verticalSpacing="sm" aria-label="Machines">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Machine</Table.Th>
          <Table.Th>Protection</Table.Th>
          <Table.Th visibleFrom="sm">Contact</Table.Th>
          <Table.Th visibleFrom="sm">Last good</Table.Th>
          <Table.Th visibleFrom="md">Next</Table.Th>
          <Table.Th visibleFrom="md">Fullest disk</Table.Th>
          <Table.Th visibleFrom="md">Version</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {agents.map((agent) => (
          <AgentRow key={agent.id} agent={agent} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function AgentRow({ agent }: { agent: Agent }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          <Anchor component={Link} to={`/agents/${agent.id}`} fw={500} style={{ overflowWrap: "anywhere" }}>
            {agent.hostname}
          </Anchor>
          {agent.warnings.length > 0 && (
            <Tooltip label={agent.warnings.map((warning) => warning.message).join(" ")} multiline maw={320}>
              <IconAlertTriangle
                size={16}
                style={{ flexShrink: 0 }}
                color="var(--mantine-color-yellow-text)"
                aria-label={plural(agent.warnings.length, "warning")}
              />
            </Tooltip>
          )}
        </Group>
        {agent.isLocal && (
          <Text size="xs" c="dimmed">
            this computer
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <StatusBadge word={protectionWords[agent.protection]} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <StatusBadge word={reachabilityWords[agent.reachability]} />
        {agent.reachability === "offline" && (
          <Text size="xs" c="dimmed">
            seen <TimeAgo at={agent.lastSeenAt} />
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <TimeAgo at={agent.lastGoodAt} none="never" />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <TimeAgo at={agent.nextRunAt} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Disk agent={agent} />
      </Table.Td>
      <Table.Td visibleFrom="md">{agent.appVersion}</Table.Td>
    </Table.Tr>
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
        aria-label={`${disk.mountPath} is ${disk.percent} % full`}
      />
      <Text size="sm">{disk.percent} %</Text>
    </Group>
  );
}
