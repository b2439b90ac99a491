import { Badge, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconKey, IconSnowflake } from "@tabler/icons-react";
import type { Repository } from "#contract/repositories";
import { useNewestHealth } from "../../api/upkeep.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { plural } from "../../format/plural.ts";
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
          {spaceWords(latest)} · full {fullWords(data)} · answers in {latencyWords(latest)}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        Last check <TimeAgo at={maintenance.lastCheck?.finishedAt ?? null} none="never" />
      </Text>
      <Group gap="xs" mt={4}>
        {frozen !== null && (
          <Badge color="red" tt="none" leftSection={<IconSnowflake size={12} aria-hidden />} autoContrast>
            Retention frozen
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
            {plural(warnings.length, "warning")}
          </Badge>
        )}
        {(kit.madeAt === null || kit.stale) && (
          <Badge color="gray" variant="outline" tt="none" leftSection={<IconKey size={12} aria-hidden />}>
            {kit.stale ? "Recovery kit is stale" : "No recovery kit"}
          </Badge>
        )}
      </Group>
    </>
  );
}
