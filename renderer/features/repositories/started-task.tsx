import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Task } from "#contract/tasks";
import { say } from "#contract/words/say";
import { useTask } from "../../api/tasks.ts";

/** Follows what was just started until it has ended. */
export function StartedTask({ task, what }: { task: Task; what: string }) {
  const { data = task } = useTask(task.id);
  return (
    <Text size="sm" mt="sm" role="status">
      {happened(what, data.status)}
      {data.reason === null ? "" : ` ${data.reason}`}{" "}
      <Anchor component={Link} to={`/tasks/${task.id}`} inherit underline="always">
        {say("See how it goes")}
      </Anchor>
    </Text>
  );
}

function happened(what: string, status: Task["status"]): string {
  switch (status) {
    case "queued":
      return say("{what} waits for its turn.", { what });
    case "offered":
      return say("{what} starts.", { what });
    case "running":
      return say("{what} runs.", { what });
    case "succeeded":
      return say("{what} has ended well.", { what });
    case "warning":
      return say("{what} has ended with warnings.", { what });
    case "failed":
    case "dead":
      return say("{what} has failed.", { what });
    case "cancelled":
      return say("{what} was stopped.", { what });
    default:
      return say("{what} was started.", { what });
  }
}
