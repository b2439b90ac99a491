import { Button } from "@mantine/core";
import { IconRefresh, IconRestore } from "@tabler/icons-react";
import type { RunDetail } from "#contract/runs";
import { say } from "#contract/words/say";
import { useMe } from "../../api/session.ts";
import { useRetryTask, useTask } from "../../api/tasks.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { showProblem } from "../../components/show-problem.ts";
import { StopRunButton } from "../../components/stop-run-button.tsx";
import { useGoOn } from "../../components/use-go-on.ts";

const RETRIABLE = ["failure", "warning", "cancelled", "lost"];

/** Stop while it runs; afterwards once more, or its files back. */
export function RunActions({ run }: { run: RunDetail }) {
  const mayChange = useMe().data?.role === "admin";
  if (!mayChange) return null;
  if (run.status === "running") return <StopRunButton run={run} color="red" variant="light" />;
  const hasFiles = run.kind === "backup" && run.snapshotId !== null;
  return (
    <>
      {RETRIABLE.includes(run.status) && <RetryButton run={run} />}
      {hasFiles && (
        <LinkButton
          to={`/restore?repository=${run.repositoryId}&snapshot=${run.snapshotId}`}
          leftSection={<IconRestore size={16} />}
          variant="default"
        >
          {say("Restore files")}
        </LinkButton>
      )}
    </>
  );
}

function RetryButton({ run }: { run: RunDetail }) {
  const retry = useRetryTask();
  const task = useTask(run.taskId).data;
  const goOn = useGoOn();
  // Only the last run of a task that has ended can be followed by another.
  if (task === undefined || task.finishedAt === null || task.lastRunId !== run.id) return null;
  return (
    <Button
      leftSection={<IconRefresh size={16} />}
      loading={retry.isPending}
      onClick={() =>
        retry.mutate(run.taskId, {
          onSuccess: ({ id }) => goOn(`/tasks/${id}`),
          onError: (error) => showProblem(say("The run was not started again"), error),
        })
      }
    >
      {say("Retry")}
    </Button>
  );
}
