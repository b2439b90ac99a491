import { Anchor, Group, Stack } from "@mantine/core";
import { Link } from "react-router";
import type { Run } from "#contract/runs";
import type { Instant } from "#contract/values";
import { say } from "#contract/words/say";
import { useMe } from "../../api/session.ts";
import { Nothing } from "../../components/paged.tsx";
import { RunProgress } from "../../components/run-progress.tsx";
import { runTitle } from "../../components/run-title.ts";
import { sayWith } from "../../components/say-with.tsx";
import { Section } from "../../components/section.tsx";
import { StopRunButton } from "../../components/stop-run-button.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";

type Props = { runs: Run[]; nextRunAt: Instant | null };
const SHOWN = 4;

export function RunningNow({ runs, nextRunAt }: Props) {
  const mayChange = useMe().data?.role === "admin";
  return (
    <Section
      title={runs.length > 1 ? say("Running now ({count})", { count: runs.length }) : say("Running now")}
    >
      {runs.length === 0 ? (
        <Nothing>
          {sayWith("Nothing runs at the moment. Next run: {next}", {
            next: <TimeAgo at={nextRunAt} none={say("none planned")} />,
          })}
        </Nothing>
      ) : (
        <Stack>
          {runs.slice(0, SHOWN).map((run) => (
            <Stack key={run.id} gap={4}>
              <Group justify="space-between" gap="xs" wrap="nowrap">
                <Anchor component={Link} to={`/runs/${run.id}`} fw={600} style={{ overflowWrap: "anywhere" }}>
                  {say("{run} on {hostname}", { run: runTitle(run), hostname: run.hostname })}
                </Anchor>
                {mayChange && <StopRunButton run={run} size="compact-sm" variant="default" />}
              </Group>
              <RunProgress run={run} />
            </Stack>
          ))}
          {runs.length > SHOWN && (
            <Anchor component={Link} to="/runs?status=running" size="sm">
              {say("All {count} that run", { count: runs.length })}
            </Anchor>
          )}
        </Stack>
      )}
    </Section>
  );
}
