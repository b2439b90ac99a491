import { Button, Group, Stack, Text } from "@mantine/core";
import { useEffect } from "react";
import { useNavigation, useParams } from "react-router";
import type { Task } from "#contract/tasks";
import { say } from "#contract/words/say";
import { isOpen, useCancelTask, useTask } from "../../api/tasks.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { Page } from "../../components/page.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { runTitle } from "../../components/run-title.ts";
import { sayWith } from "../../components/say-with.tsx";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { taskWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { useGoOn } from "../../components/use-go-on.ts";

/** Where "now" leads: shows why a task waits, and goes on to its run as soon as that starts. */
export function TaskPage() {
  const { id = "" } = useParams();
  const task = useTask(id);
  const { data } = task;
  const runId = data === undefined || isWaiting(data) ? null : data.lastRunId;
  const goOn = useGoOn();
  const isIdle = useNavigation().state === "idle";
  useEffect(() => {
    if (runId !== null && isIdle) goOn(`/runs/${runId}`, { replace: true });
  }, [runId, isIdle, goOn]);
  return (
    <Page
      title={data === undefined ? say("Task") : runTitle(data)}
      parent={{ to: "/runs", name: say("Runs") }}
      badge={data !== undefined && <StatusBadge word={taskWords[data.status]} />}
    >
      {runId === null && (
        <QueryView query={task} problem={say("This task could not be read")}>
          {(known) => <Waiting task={known} />}
        </QueryView>
      )}
    </Page>
  );
}

/** A retry still names the run before it. */
const isWaiting = ({ status }: Task) => status === "queued" || status === "offered";

function Waiting({ task }: { task: Task }) {
  const cancel = useCancelTask();
  const { lastRunId } = task;
  return (
    <Section title={isOpen(task.status) ? say("Waiting to start") : say("It did not run")}>
      <Stack gap="sm">
        <Text role="status">
          {task.reason ??
            say("{hostname} takes this up at its next look, usually within a second.", {
              hostname: task.hostname,
            })}
        </Text>
        {task.notBefore !== null && (
          <Text size="sm" c="dimmed">
            {sayWith("Not before {time}", { time: <TimeAgo at={task.notBefore} /> })}
          </Text>
        )}
        {cancel.error !== null && (
          <ProblemAlert title={say("The task was not stopped")} error={cancel.error} />
        )}
        <Group>
          {isOpen(task.status) && (
            <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(task.id)}>
              {say("Stop")}
            </Button>
          )}
          {lastRunId !== null && (
            <LinkButton to={`/runs/${lastRunId}`} variant="default">
              {say("See the attempt before")}
            </LinkButton>
          )}
        </Group>
      </Stack>
    </Section>
  );
}
