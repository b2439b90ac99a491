import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Task } from "#contract/tasks";
import { useTask } from "../../api/tasks.ts";

/** Follows what was just started until it has ended. */
export function StartedTask({ task, what }: { task: Task; what: string }) {
  const { data = task } = useTask(task.id);
  return (
    <Text size="sm" mt="sm" role="status">
      {what} {words[data.status] ?? "was started"}.{data.reason === null ? "" : ` ${data.reason}`}{" "}
      <Anchor component={Link} to={`/tasks/${task.id}`} inherit underline="always">
        See how it goes
      </Anchor>
    </Text>
  );
}

const words: Partial<Record<Task["status"], string>> = {
  queued: "waits for its turn",
  offered: "starts",
  running: "runs",
  succeeded: "has ended well",
  warning: "has ended with warnings",
  failed: "has failed",
  dead: "has failed",
  cancelled: "was stopped",
};
