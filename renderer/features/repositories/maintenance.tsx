import { Anchor, Button, DataList, Group } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Maintenance as Maintained } from "#contract/maintenance";
import type { Repository } from "#contract/repositories";
import { useCreateTask } from "../../api/tasks.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { scheduleSentence } from "../../components/schedule-sentence.ts";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { runWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { LocksButton } from "./locks-button.tsx";
import { PruneButton } from "./prune-button.tsx";
import { Fact } from "./repository-facts.tsx";
import { StartedTask } from "./started-task.tsx";

/** Whether the repository is sound and how it is kept small. */
export function Maintenance({ repository, mayChange }: { repository: Repository; mayChange: boolean }) {
  const { check, prune, nextCheckAt, nextPruneAt, lastCheck, lastPrune } = repository.maintenance;
  const start = useCreateTask();
  return (
    <Section title="Upkeep">
      <DataList labelWidth={130}>
        <Fact name="Check">
          <Planned schedule={check} nextAt={nextCheckAt} />
        </Fact>
        <Fact name="Last check">
          <LastRun run={lastCheck} />
        </Fact>
        <Fact name="Prune">
          <Planned schedule={prune} nextAt={nextPruneAt} />
        </Fact>
        <Fact name="Last prune">
          <LastRun run={lastPrune} />
        </Fact>
      </DataList>
      {mayChange && (
        <Group mt="md" gap="xs">
          <Button
            variant="default"
            leftSection={<IconShieldCheck size={16} />}
            loading={start.isPending}
            onClick={() => start.mutate({ kind: "check", repositoryId: repository.id })}
          >
            Check now
          </Button>
          <PruneButton repository={repository} />
          <LocksButton repository={repository} />
        </Group>
      )}
      {start.error !== null && <ProblemAlert title="The check could not be started" error={start.error} />}
      {start.data !== undefined && <StartedTask task={start.data} what="The check" />}
    </Section>
  );
}

function Planned({ schedule, nextAt }: { schedule: Maintained["check"]; nextAt: string | null }) {
  if (schedule === null) return "only when somebody starts it";
  if (nextAt === null) return `${scheduleSentence(schedule)}, but no machine maintains this repository`;
  return (
    <>
      {scheduleSentence(schedule)}; next <TimeAgo at={nextAt} />
    </>
  );
}

function LastRun({ run }: { run: Maintained["lastCheck"] }) {
  if (run === null) return "never";
  return (
    <Group gap="xs">
      <StatusBadge word={runWords[run.status]} />
      <Anchor component={Link} to={`/runs/${run.runId}`} inherit>
        {run.finishedAt === null ? "under way" : <TimeAgo at={run.finishedAt} />}
      </Anchor>
    </Group>
  );
}
