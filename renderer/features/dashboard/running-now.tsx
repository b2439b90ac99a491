import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Run } from "#contract/runs";
import type { Instant } from "#contract/values";
import { RunProgress } from "../../components/run-progress.tsx";
import { runTitle } from "../../components/run-title.ts";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";

type Props = { runs: Run[]; nextRunAt: Instant | null };

export function RunningNow({ runs, nextRunAt }: Props) {
  return (
    <Section title="Running now">
      {runs.length === 0 ? (
        <Text c="dimmed" size="sm">
          Nothing runs at the moment. Next run: <TimeAgo at={nextRunAt} none="none planned" />
        </Text>
      ) : (
        <Stack>
          {runs.map((run) => (
            <Stack key={run.id} gap={4}>
              <Anchor component={Link} to={`/runs/${run.id}`} fw={600}>
                {runTitle(run)} on {run.hostname}
              </Anchor>
              <RunProgress run={run} />
            </Stack>
          ))}
        </Stack>
      )}
    </Section>
  );
}
