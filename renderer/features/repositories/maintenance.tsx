import { Anchor, Button, DataList, Group } from "@mantine/core";
import { IconRestore, IconShieldCheck } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Maintenance as Maintained } from "#contract/maintenance";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useCreateTask } from "../../api/tasks.ts";
import { Fact } from "../../components/fact.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { scheduleSentence } from "../../components/schedule-sentence.ts";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { runWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { CopyButton } from "./copy-button.tsx";
import { KeysButton } from "./keys-button.tsx";
import { LocksButton } from "./locks-button.tsx";
import { PruneButton } from "./prune-button.tsx";
import { RepairSteps } from "./repair-steps.tsx";
import { StartedTask } from "./started-task.tsx";

/** Whether the repository is sound and how it is kept small. */
export function Maintenance({ repository, mayChange }: { repository: Repository; mayChange: boolean }) {
  const { check, prune, copy, drill, lastCheck, lastPrune, lastDrill, lastCopy, ...next } =
    repository.maintenance;
  const start = useCreateTask();
  const what = work()[start.variables?.kind ?? ""] ?? say("The check");
  return (
    <Section title={say("Upkeep")}>
      <DataList labelWidth={130}>
        <Fact name={say("Check")}>
          <Planned schedule={check} nextAt={next.nextCheckAt} />
        </Fact>
        <Fact name={say("Last check")}>
          <LastRun run={lastCheck} />
        </Fact>
        <Fact name={say("Prune")}>
          <Planned schedule={prune} nextAt={next.nextPruneAt} />
        </Fact>
        <Fact name={say("Last prune")}>
          <LastRun run={lastPrune} />
        </Fact>
        <Fact name={say("Restore drill")}>
          <Planned schedule={drill} nextAt={next.nextDrillAt} />
        </Fact>
        <Fact name={say("Last drill")}>
          <LastRun run={lastDrill} />
        </Fact>
        <Fact name={say("Proven restore")}>
          <Proven at={repository.provenRestoreAt} runId={repository.provenRestoreRunId} />
        </Fact>
        {copy !== null && (
          <>
            <Fact name={say("Copy")}>
              {sayWith("{when} to {repository}", {
                when: <Planned schedule={copy.schedule} nextAt={next.nextCopyAt} />,
                repository: (
                  <Anchor
                    component={Link}
                    to={`/repositories/${copy.toRepositoryId}`}
                    inherit
                    underline="always"
                  >
                    {say("the second repository")}
                  </Anchor>
                ),
              })}
            </Fact>
            <Fact name={say("Last copy")}>
              <LastRun run={lastCopy} />
            </Fact>
          </>
        )}
      </DataList>
      {mayChange && (
        <Group mt="md" gap="xs">
          <Button
            variant="default"
            leftSection={<IconShieldCheck size={16} />}
            loading={start.isPending}
            onClick={() => start.mutate({ kind: "check", repositoryId: repository.id })}
          >
            {say("Check now")}
          </Button>
          <Button
            variant="default"
            leftSection={<IconRestore size={16} />}
            loading={start.isPending}
            onClick={() => start.mutate({ kind: "drill", repositoryId: repository.id })}
          >
            {say("Try a restore")}
          </Button>
          <PruneButton repository={repository} />
          <LocksButton repository={repository} />
          <KeysButton repository={repository} />
          <CopyButton repository={repository} />
          {copy !== null && (
            <Button
              variant="default"
              loading={start.isPending}
              onClick={() => start.mutate({ kind: "copy", repositoryId: repository.id })}
            >
              {say("Copy now")}
            </Button>
          )}
        </Group>
      )}
      {start.error !== null && (
        <ProblemAlert title={say("{what} could not be started", { what })} error={start.error} />
      )}
      {start.data !== undefined && <StartedTask task={start.data} what={what} />}
      {mayChange && <RepairSteps repository={repository} />}
    </Section>
  );
}

const work = (): Record<string, string> => ({ drill: say("The restore drill"), copy: say("The copy") });

function Planned({ schedule, nextAt }: { schedule: Maintained["check"]; nextAt: string | null }) {
  if (schedule === null) return say("only when somebody starts it");
  if (nextAt === null)
    return say("{schedule}, but no machine maintains this repository", {
      schedule: scheduleSentence(schedule),
    });
  return sayWith("{schedule}; next {time}", {
    schedule: scheduleSentence(schedule),
    time: <TimeAgo at={nextAt} />,
  });
}

function LastRun({ run }: { run: Maintained["lastCheck"] }) {
  if (run === null) return say("never");
  return (
    <Group gap="xs">
      <StatusBadge word={runWords[run.status]} />
      <Anchor component={Link} to={`/runs/${run.runId}`} inherit>
        {run.finishedAt === null ? say("under way") : <TimeAgo at={run.finishedAt} />}
      </Anchor>
    </Group>
  );
}

/** The only proof of a backup is that files of it came back. */
function Proven({ at, runId }: { at: string | null; runId: string | null }) {
  if (at === null) return say("not yet; the next drill will show");
  if (runId === null) return <TimeAgo at={at} />;
  return (
    <Anchor component={Link} to={`/runs/${runId}`} inherit>
      <TimeAgo at={at} />
    </Anchor>
  );
}
