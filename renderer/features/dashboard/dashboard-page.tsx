import { SimpleGrid, Skeleton, Stack } from "@mantine/core";
import type { Status } from "#contract/status";
import { useMe } from "../../api/session.ts";
import { useStatus } from "../../api/status.ts";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { BackUpNow } from "./back-up-now.tsx";
import { Counts } from "./counts.tsx";
import { NeedsYou } from "./needs-you.tsx";
import { Onboarding } from "./onboarding.tsx";
import { RecentRuns } from "./recent-runs.tsx";
import { RunningNow } from "./running-now.tsx";
import { Verdict } from "./verdict.tsx";

export function DashboardPage() {
  const status = useStatus();
  const me = useMe().data;
  const localAgentId = me?.role === "admin" ? me.localAgentId : null;
  const isSetUp = status.data !== undefined && status.data.verdict.state !== "not-set-up";
  return (
    <Page title="Home" actions={isSetUp && localAgentId !== null && <BackUpNow agentId={localAgentId} />}>
      <QueryView query={status} problem="The state of your backups could not be read" loading={<Loading />}>
        {(data) =>
          data.verdict.state === "not-set-up" ? <Onboarding status={data} /> : <Overview status={data} />
        }
      </QueryView>
    </Page>
  );
}

function Overview({ status }: { status: Status }) {
  const machines = Object.values(status.counts).reduce((sum, count) => sum + count, 0);
  return (
    <Stack gap="md">
      <Verdict status={status} />
      {status.problems.length > 0 && <NeedsYou problems={status.problems} />}
      <SimpleGrid cols={{ base: 1, md: machines > 1 ? 2 : 1 }} spacing="md">
        <RunningNow runs={status.running} nextRunAt={status.nextRunAt} />
        {machines > 1 && <Counts status={status} />}
      </SimpleGrid>
      <RecentRuns />
    </Stack>
  );
}

function Loading() {
  return (
    <Stack gap="md" aria-busy="true" aria-label="Loading">
      <Skeleton height={92} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Skeleton height={170} />
        <Skeleton height={170} />
      </SimpleGrid>
      <Skeleton height={220} />
    </Stack>
  );
}
