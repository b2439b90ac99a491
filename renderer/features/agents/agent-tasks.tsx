import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useAgentTasks } from "../../api/agents.ts";
import { runTitle } from "../../components/run-title.ts";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { taskWords } from "../../components/status-words.ts";

/** What waits or runs on the machine, with the reason; nothing at all while it is idle. */
export function AgentTasks({ id }: { id: Id }) {
  const items = useAgentTasks(id).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={say("Waiting and running")}>
      <Stack gap="xs">
        {items.map((task) => (
          <Group key={task.id} gap="sm">
            <StatusBadge word={taskWords[task.status]} />
            <Anchor component={Link} to={`/tasks/${task.id}`}>
              {runTitle(task)}
            </Anchor>
            {task.reason !== null && (
              <Text size="sm" c="dimmed">
                {task.reason}
              </Text>
            )}
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
