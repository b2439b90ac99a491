import { DataList, Group, Progress, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Agent } from "#contract/agents";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { formatBytes } from "../../format/bytes.ts";
import { formatDuration } from "../../format/duration.ts";
import { plural } from "../../format/plural.ts";
import { percentUsed } from "./disk-use.ts";

export function AgentFacts({ agent }: { agent: Agent }) {
  const offset = agent.clockOffsetMs;
  return (
    <Section title="Facts">
      <DataList labelWidth={140}>
        <Fact name="System">
          {agent.osVersion} ({agent.arch})
        </Fact>
        <Fact name="Holdfast">{agent.appVersion}</Fact>
        <Fact name="restic">{agent.resticVersion ?? "not found"}</Fact>
        <Fact name="Last contact">
          <TimeAgo at={agent.lastSeenAt} none="never" />
        </Fact>
        <Fact name="Last good backup">
          <TimeAgo at={agent.lastGoodAt} none="never" />
        </Fact>
        <Fact name="Next run">
          <TimeAgo at={agent.nextRunAt} none="none planned" />
        </Fact>
        <Fact name="Time zone">{agent.timeZone}</Fact>
        {offset !== null && <Fact name="Clock">{clockText(offset)}</Fact>}
        {agent.uptimeSeconds !== null && <Fact name="Up for">{formatDuration(agent.uptimeSeconds)}</Fact>}
        {agent.fleet !== null && <Fact name="Looks after">{fleetText(agent.fleet)}</Fact>}
        {agent.disks.map((disk) => (
          <Fact key={disk.mountPath} name={`Disk ${disk.mountPath}`}>
            <Group gap="xs">
              <Progress value={percentUsed(disk)} w={90} aria-label={`${disk.mountPath} in use`} />
              <Text span inherit>
                {formatBytes(disk.freeBytes)} of {formatBytes(disk.totalBytes)} free
              </Text>
            </Group>
          </Fact>
        ))}
      </DataList>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{name}</DataList.ItemLabel>
      <DataList.ItemValue style={{ overflowWrap: "anywhere", minWidth: 0 }}>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}

function fleetText({ machines, offline, worst }: NonNullable<Agent["fleet"]>): string {
  return [
    plural(machines, "machine"),
    ...(offline > 0 ? [`${offline} offline`] : []),
    worst === undefined ? "all well" : `worst: ${worst.hostname}, ${protectionWords[worst.protection]}`,
  ].join("; ");
}

const protectionWords = { late: "late", "at-risk": "at risk", never: "never backed up" };

function clockText(offsetMs: number): string {
  if (Math.abs(offsetMs) < 1_000) return "right";
  return `${formatDuration(Math.abs(offsetMs) / 1_000)} ${offsetMs > 0 ? "fast" : "slow"}`;
}
