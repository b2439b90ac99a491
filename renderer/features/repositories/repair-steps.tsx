import { Alert, Code, List, Stack, Text } from "@mantine/core";
import { IconTool } from "@tabler/icons-react";
import type { RepairStep } from "#contract/repair";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useCreateTask } from "../../api/tasks.ts";
import { useRepairPlan } from "../../api/upkeep.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { StartedTask } from "./started-task.tsx";

const labels = (): Record<RepairStep["step"], string> => ({
  index: say("1. Write the index anew"),
  packs: say("2. Save what broken packs hold"),
  snapshots: say("Last: mend the snapshots"),
});

/** The way out of a damaged repository, one step after the other; nothing where the last check was good. */
export function RepairSteps({ repository }: { repository: Repository }) {
  const { data } = useRepairPlan(repository.id);
  const start = useCreateTask();
  if (data === undefined || data.steps.length === 0) return null;
  return (
    <Alert
      icon={<IconTool aria-hidden />}
      color="red"
      title={say("The last check found damage: mend it step by step")}
      mt="md"
    >
      <Stack gap="sm">
        <Text size="sm">
          {say(
            "Make a copy of the repository first, and look whether its disk is failing. Check again after each step; stop as soon as the check is good.",
          )}
        </Text>
        <List size="sm" spacing="sm" listStyleType="none">
          {data.steps.map(({ repair, command, effect }) => (
            <List.Item key={repair.step}>
              <Stack gap={4} align="flex-start">
                {effect}
                <Code style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
                  {command.slice(0, 200)}
                </Code>
                <ConfirmButton
                  label={labels()[repair.step]}
                  question={say("Is there a copy of the repository?")}
                  effect={say("{effect} That cannot be taken back.", { effect })}
                  confirmLabel={say("Repair|verb")}
                  size="xs"
                  action={{
                    ...start,
                    mutate: () =>
                      start.mutate({ kind: "repair", repositoryId: repository.id, repair, confirm: true }),
                  }}
                />
              </Stack>
            </List.Item>
          ))}
        </List>
        {start.data !== undefined && <StartedTask task={start.data} what={say("The repair")} />}
      </Stack>
    </Alert>
  );
}
