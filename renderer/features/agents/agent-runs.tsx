import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Id } from "#contract/values";
import { useRuns } from "../../api/runs.ts";
import { QueryView } from "../../components/query-view.tsx";
import { runTitle } from "../../components/run-title.ts";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { runWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";

const SHOWN = 5;

export function AgentRuns({ id }: { id: Id }) {
  const runs = useRuns({ agent: id }, SHOWN);
  return (
    <Section title="Last runs">
      <QueryView query={runs} problem="The runs of this machine could not be read">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items).slice(0, SHOWN);
          if (items.length === 0) {
            return (
              <Text c="dimmed" size="sm">
                This machine has not run anything yet.
              </Text>
            );
          }
          return (
            <Stack gap="xs">
              {items.map((run) => (
                <Group key={run.id} gap="sm">
                  <StatusBadge word={runWords[run.status]} />
                  <Anchor component={Link} to={`/runs/${run.id}`}>
                    {runTitle(run)}
                  </Anchor>
                  <TimeAgo at={run.startedAt} size="sm" c="dimmed" />
                </Group>
              ))}
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}
