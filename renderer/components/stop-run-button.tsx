import { Button, type ButtonProps } from "@mantine/core";
import { IconPlayerStop } from "@tabler/icons-react";
import type { Run } from "#contract/runs";
import { say } from "#contract/words/say";
import { useCancelTask } from "../api/tasks.ts";
import { runTitle } from "./run-title.ts";
import { showProblem } from "./show-problem.ts";

type Props = { run: Run } & Pick<ButtonProps, "size" | "color" | "variant">;

export function StopRunButton({ run, ...look }: Props) {
  const cancel = useCancelTask();
  return (
    <Button
      {...look}
      leftSection={<IconPlayerStop size={16} />}
      loading={cancel.isPending}
      disabled={cancel.isSuccess}
      aria-label={say("Stop {run} on {hostname}", { run: runTitle(run), hostname: run.hostname })}
      style={{ flexShrink: 0 }}
      onClick={() =>
        cancel.mutate(run.taskId, { onError: (error) => showProblem(say("The run was not stopped"), error) })
      }
    >
      {cancel.isSuccess ? say("Stopping…") : say("Stop")}
    </Button>
  );
}
