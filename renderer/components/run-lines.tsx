import { Box, Flex, Group, Stack, Text } from "@mantine/core";
import type { Run } from "#contract/runs";
import { formatDuration, secondsBetween } from "../format/duration.ts";
import { NameLink } from "./name-link.tsx";
import { runTitle } from "./run-title.ts";
import { sayWith } from "./say-with.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { runWords } from "./status-words.ts";
import { TimeAgo } from "./time-ago.tsx";

type Props = { runs: readonly Run[]; withMachine?: boolean };

/** A few runs, a line each: how it ended, what it was, when and how long. */
export function RunLines({ runs, withMachine = false }: Props) {
  return (
    <Stack gap="xs">
      {runs.map((run) => (
        <Flex
          key={run.id}
          direction={{ base: "column", xs: "row" }}
          justify="space-between"
          align={{ base: "stretch", xs: "center" }}
          gap={{ base: 2, xs: "xs" }}
        >
          <Group gap="sm" miw={0} wrap="nowrap" align="flex-start">
            {/* As wide as the longest word, so that what follows stands in a column. */}
            <Box miw={148}>
              <StatusBadge word={runWords[run.status]} />
            </Box>
            <Group gap="0 var(--mantine-spacing-sm)" miw={0}>
              <NameLink to={`/runs/${run.id}`}>{runTitle(run)}</NameLink>
              {withMachine && (
                <Text size="sm" c="dimmed">
                  {run.hostname}
                </Text>
              )}
            </Group>
          </Group>
          <Text size="sm" c="dimmed" pl={{ base: 160, xs: 0 }} style={{ flexShrink: 0 }}>
            {run.finishedAt === null ? (
              <TimeAgo at={run.startedAt} />
            ) : (
              sayWith("{started}, took {duration}", {
                started: <TimeAgo at={run.startedAt} />,
                duration: formatDuration(secondsBetween(run.startedAt, run.finishedAt)),
              })
            )}
          </Text>
        </Flex>
      ))}
    </Stack>
  );
}
