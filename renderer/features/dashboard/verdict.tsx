import { Card, Group, Stack, Text, ThemeIcon } from "@mantine/core";
import type { Status } from "#contract/status";
import { say } from "#contract/words/say";
import { sayWith } from "../../components/say-with.tsx";
import { statusLooks } from "../../components/status-badge.tsx";
import { verdictWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";

/** The answer to "am I protected?" in one sentence with one shield. */
export function Verdict({ status }: { status: Status }) {
  const { color, icon: Shape } = statusLooks[verdictWords[status.verdict.state]];
  return (
    <Card withBorder padding="lg">
      <Group wrap="nowrap" gap="md">
        <ThemeIcon size={56} radius="xl" color={color} variant="light" aria-hidden>
          <Shape size={32} />
        </ThemeIcon>
        <Stack gap={2} miw={0}>
          <Text fw={600} size="xl" role="status" lh={1.3}>
            {status.verdict.sentence}
          </Text>
          <Text size="sm" c="dimmed">
            {sayWith("Oldest last good backup: {oldest} · Next run: {next}", {
              oldest: <TimeAgo at={status.oldestGoodAt} none={say("none yet")} />,
              next: <TimeAgo at={status.nextRunAt} none={say("none planned")} />,
            })}
          </Text>
        </Stack>
      </Group>
    </Card>
  );
}
