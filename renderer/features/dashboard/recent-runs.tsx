import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import { useRuns } from "../../api/runs.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { runTitle } from "../../components/run-title.ts";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { runWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { formatDuration, secondsBetween } from "../../format/duration.ts";

const SHOWN = 6;

export function RecentRuns() {
  const runs = useRuns({}, SHOWN);
  return (
    <Section
      title="Recent runs"
      actions={
        <LinkButton to="/runs" variant="subtle" size="compact-sm">
          All runs
        </LinkButton>
      }
    >
      <QueryView query={runs} problem="The recent runs could not be read">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items).slice(0, SHOWN);
          if (items.length === 0)
            return <Text c="dimmed">No run yet. The first appears here when it starts.</Text>;
          return (
            <Stack gap="xs">
              {items.map((run) => (
                <Group key={run.id} justify="space-between" gap="xs">
                  <Group gap="sm" miw={0}>
                    <StatusBadge word={runWords[run.status]} />
                    <Anchor component={Link} to={`/runs/${run.id}`} style={{ overflowWrap: "anywhere" }}>
                      {runTitle(run)}
                    </Anchor>
                    <Text size="sm" c="dimmed">
                      {run.hostname}
                    </Text>
                  </Group>
                  <Text size="sm" c="dimmed">
                    <TimeAgo at={run.startedAt} />
                    {run.finishedAt !== null &&
                      `, took ${formatDuration(secondsBetween(run.startedAt, run.finishedAt))}`}
                  </Text>
                </Group>
              ))}
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}
