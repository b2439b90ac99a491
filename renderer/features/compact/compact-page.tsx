import { Box, Button, Group, Stack, Text, ThemeIcon } from "@mantine/core";
import { Navigate } from "react-router";
import type { Status } from "#contract/status";
import { say } from "#contract/words/say";
import { hasStatus } from "../../api/client.ts";
import { useLive } from "../../api/live.ts";
import { useMe } from "../../api/session.ts";
import { useStatus } from "../../api/status.ts";
import { QueryView } from "../../components/query-view.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { statusLooks } from "../../components/status-badge.tsx";
import { verdictWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { BackUpAll } from "./back-up-all.tsx";
import { CompactProblems } from "./compact-problems.tsx";
import { CompactRuns } from "./compact-runs.tsx";
import { openLarge } from "./open-large.ts";

/** What a click on the tray's icon shows: the verdict, what runs, what needs a person, and the way to the rest. */
export function CompactPage() {
  const me = useMe();
  useLive();
  const status = useStatus();
  if (hasStatus(me.error, 401)) return <Navigate to="/sign-in?next=/compact" replace />;
  return (
    <Box p="md" component="main" id="main">
      <QueryView query={status} problem={say("The state of your backups could not be read")}>
        {(data) => (
          <Stack gap="md">
            <Verdict status={data} />
            <CompactRuns runs={data.running} />
            <CompactProblems status={data} />
            <Group grow>
              <BackUpAll agentId={me.data?.role === "admin" ? me.data.localAgentId : null} />
              <Button variant="default" onClick={() => openLarge("/")}>
                {say("Open Holdfast")}
              </Button>
            </Group>
            <Group grow>
              <Button variant="subtle" onClick={() => openLarge("/restore")}>
                {say("Restore files…")}
              </Button>
              <Button variant="subtle" onClick={() => openLarge("/runs")}>
                {say("All runs")}
              </Button>
            </Group>
          </Stack>
        )}
      </QueryView>
    </Box>
  );
}

function Verdict({ status: { verdict, oldestGoodAt, nextRunAt } }: { status: Status }) {
  const { color, icon: Shape } = statusLooks[verdictWords[verdict.state]];
  return (
    <Group wrap="nowrap" gap="sm">
      <ThemeIcon size={44} radius="xl" color={color} variant="light" aria-hidden>
        <Shape size={26} />
      </ThemeIcon>
      <div>
        <Text fw={600} role="status" lh={1.3}>
          {verdict.sentence}
        </Text>
        <Text size="sm" c="dimmed">
          {sayWith("Oldest last good: {oldest} · Next: {next}", {
            oldest: <TimeAgo at={oldestGoodAt} none={say("none yet")} />,
            next: <TimeAgo at={nextRunAt} none={say("none planned")} />,
          })}
        </Text>
      </div>
    </Group>
  );
}
