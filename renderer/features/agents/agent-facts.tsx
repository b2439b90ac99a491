import { DataList, Group, Progress, Text } from "@mantine/core";
import type { Agent } from "#contract/agents";
import { say } from "#contract/words/say";
import { Fact } from "../../components/fact.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { formatBytes } from "../../format/bytes.ts";
import { formatDuration } from "../../format/duration.ts";
import { percentUsed } from "./disk-use.ts";

export function AgentFacts({ agent }: { agent: Agent }) {
  const offset = agent.clockOffsetMs;
  return (
    <Section title={say("Facts")}>
      <DataList labelWidth={160}>
        <Fact name={say("System")}>
          {agent.osVersion} ({agent.arch})
        </Fact>
        <Fact name="Holdfast">{agent.appVersion}</Fact>
        <Fact name="restic">{agent.resticVersion ?? say("not found")}</Fact>
        <Fact name={say("Last contact")}>
          <TimeAgo at={agent.lastSeenAt} none={say("never")} />
        </Fact>
        <Fact name={say("Last good backup")}>
          <TimeAgo at={agent.lastGoodAt} none={say("never")} />
        </Fact>
        <Fact name={say("Next run")}>
          <TimeAgo at={agent.nextRunAt} none={say("none planned")} />
        </Fact>
        <Fact name={say("Time zone")}>{agent.timeZone}</Fact>
        {offset !== null && <Fact name={say("Clock")}>{clockText(offset)}</Fact>}
        {agent.uptimeSeconds !== null && (
          <Fact name={say("Up for")}>{formatDuration(agent.uptimeSeconds)}</Fact>
        )}
        {agent.fleet !== null && <Fact name={say("Looks after")}>{fleetText(agent.fleet)}</Fact>}
        {agent.disks.map((disk) => (
          <Fact key={disk.mountPath} name={say("Disk {disk}", { disk: disk.mountPath })}>
            <Group gap="xs">
              <Progress
                value={percentUsed(disk)}
                w={90}
                aria-label={say("{disk} in use", { disk: disk.mountPath })}
              />
              <Text span inherit>
                {say("{free} of {total} free", {
                  free: formatBytes(disk.freeBytes),
                  total: formatBytes(disk.totalBytes),
                })}
              </Text>
            </Group>
          </Fact>
        ))}
      </DataList>
    </Section>
  );
}

function fleetText({ machines, offline, worst }: NonNullable<Agent["fleet"]>): string {
  return [
    say("{count, plural, one {# machine} other {# machines}}", { count: machines }),
    ...(offline > 0 ? [say("{count, number} offline", { count: offline })] : []),
    worst === undefined
      ? say("all well")
      : say("worst: {hostname}, {state}", {
          hostname: worst.hostname,
          state: protectionWords()[worst.protection],
        }),
  ].join("; ");
}

const protectionWords = () => ({
  late: say("late"),
  "at-risk": say("at risk"),
  never: say("never backed up"),
});

function clockText(offsetMs: number): string {
  if (Math.abs(offsetMs) < 1_000) return say("right");
  const duration = formatDuration(Math.abs(offsetMs) / 1_000);
  return offsetMs > 0 ? say("{duration} fast", { duration }) : say("{duration} slow", { duration });
}
