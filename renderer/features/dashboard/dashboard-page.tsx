import { SimpleGrid, Skeleton, Stack } from "@mantine/core";
import type { Status } from "#contract/status";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useAgent } from "../../api/agents.ts";
import { useMe } from "../../api/session.ts";
import { useStatus } from "../../api/status.ts";
import { BackUpNow } from "../../components/back-up-now.tsx";
import { Page } from "../../components/page.tsx";
import { PauseButton } from "../../components/pause-controls.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { Counts } from "./counts.tsx";
import { FleetStrip } from "./fleet-strip.tsx";
import { KitReminder } from "./kit-reminder.tsx";
import { NeedsYou } from "./needs-you.tsx";
import { Onboarding } from "./onboarding.tsx";
import { RecentRuns } from "./recent-runs.tsx";
import { RunningNow } from "./running-now.tsx";
import { Storage } from "./storage.tsx";
import { Tonight } from "./tonight.tsx";
import { Verdict } from "./verdict.tsx";

export function DashboardPage() {
  const status = useStatus();
  const me = useMe().data;
  const localAgentId = me?.role === "admin" ? me.localAgentId : null;
  const isSetUp = status.data !== undefined && status.data.verdict.state !== "not-set-up";
  return (
    <Page
      title={say("Home")}
      actions={isSetUp && localAgentId !== null && <LocalActions agentId={localAgentId} />}
    >
      <QueryView
        query={status}
        problem={say("The state of your backups could not be read")}
        loading={<Loading />}
      >
        {(data) =>
          data.verdict.state === "not-set-up" ? <Onboarding status={data} /> : <Overview status={data} />
        }
      </QueryView>
    </Page>
  );
}

/** Of this computer: pausing others is done on their pages. */
function LocalActions({ agentId }: { agentId: Id }) {
  const agent = useAgent(agentId).data;
  return (
    <>
      {agent !== undefined && <PauseButton agent={agent} />}
      <BackUpNow agentId={agentId} />
    </>
  );
}

function Overview({ status }: { status: Status }) {
  const machines = Object.values(status.counts).reduce((sum, count) => sum + count, 0);
  const hasFleet = machines > 1;
  const mayChange = useMe().data?.role === "admin";
  return (
    <Stack gap="md">
      <Verdict status={status} />
      {status.problems.length > 0 && <NeedsYou status={status} hasFleet={hasFleet} />}
      {mayChange && <KitReminder />}
      <SimpleGrid cols={{ base: 1, md: hasFleet ? 3 : 2 }} spacing="md">
        {hasFleet && <Counts status={status} />}
        <RunningNow runs={status.running} nextRunAt={status.nextRunAt} />
        <Storage />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <FleetStrip />
        <Tonight />
      </SimpleGrid>
      <RecentRuns />
    </Stack>
  );
}

function Loading() {
  return (
    <Stack gap="md" role="status" aria-busy="true" aria-label={say("Loading")}>
      <Skeleton height={92} />
      <SimpleGrid cols={{ base: 1, md: 3 }}>
        <Skeleton height={170} />
        <Skeleton height={170} />
        <Skeleton height={170} />
      </SimpleGrid>
      <Skeleton height={220} />
    </Stack>
  );
}
