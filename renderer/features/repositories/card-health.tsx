import { Badge, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconKey, IconSnowflake } from "@tabler/icons-react";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useNewestHealth } from "../../api/upkeep.ts";
import { sayWith } from "../../components/say-with.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { fullWords, latencyWords, spaceWords } from "./health-words.ts";

/** The newest numbers of a repository in two lines, and what needs a person. */
export function CardHealth({ repository }: { repository: Repository }) {
  const { data } = useNewestHealth(repository.id);
  const { warnings, frozen, kit, maintenance } = repository;
  const latest = data?.latest;
  return (
    <>
      {data !== undefined && latest != null && (
        <Text size="sm" c="dimmed">
          {say("{space} · full {full} · answers in {latency}", {
            space: spaceWords(latest),
            full: fullWords(data),
            latency: latencyWords(latest),
          })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {sayWith("Last check {time}", {
          time: <TimeAgo at={maintenance.lastCheck?.finishedAt ?? null} none={say("never")} />,
        })}
      </Text>
      <Group gap="xs" mt={4}>
        {frozen !== null && (
          <Badge color="red" tt="none" leftSection={<IconSnowflake size={12} aria-hidden />} autoContrast>
            {say("Retention frozen")}
          </Badge>
        )}
        {frozen === null && warnings.length > 0 && (
          <Badge
            color="yellow"
            variant="light"
            tt="none"
            leftSection={<IconAlertTriangle size={12} aria-hidden />}
            autoContrast
          >
            {say("{count, plural, one {# warning} other {# warnings}}", { count: warnings.length })}
          </Badge>
        )}
        {(kit.madeAt === null || kit.stale) && (
          <Badge color="gray" variant="outline" tt="none" leftSection={<IconKey size={12} aria-hidden />}>
            {kit.stale ? say("Recovery kit is stale") : say("No recovery kit")}
          </Badge>
        )}
      </Group>
    </>
  );
}
