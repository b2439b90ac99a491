import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconScissors } from "@tabler/icons-react";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useForgetPlan } from "../../api/maintenance.ts";
import { useCreateTask } from "../../api/tasks.ts";
import { ForgetPlan } from "../../components/forget-plan.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { StartedTask } from "./started-task.tsx";

/** Shows what would go before anything does; the press below the plan is the yes to it. */
export function PruneButton({ repository }: { repository: Repository }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const plan = useForgetPlan(repository.id, isOpen);
  const prune = useCreateTask();
  return (
    <>
      <Button variant="default" leftSection={<IconScissors size={16} />} onClick={open}>
        {say("Prune now")}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={say("Prune “{name}”?", { name: repository.name })}
        centered
        size="lg"
      >
        <Stack>
          <Text size="sm">
            {say(
              "Snapshots that no policy keeps are forgotten, then data that nobody uses is deleted. That cannot be taken back. The newest snapshot of each machine always stays.",
            )}
          </Text>
          <QueryView query={plan} problem={say("The plan could not be made")}>
            {({ items }) => <ForgetPlan groups={items} />}
          </QueryView>
          {prune.error !== null && <ProblemAlert title={say("The prune was refused")} error={prune.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {say("Cancel")}
            </Button>
            <Button
              color="red"
              disabled={plan.data === undefined}
              loading={prune.isPending}
              onClick={() =>
                prune.mutate(
                  { kind: "prune", repositoryId: repository.id, confirm: true },
                  { onSuccess: close },
                )
              }
            >
              {say("Forget these and prune")}
            </Button>
          </Group>
        </Stack>
      </Modal>
      {prune.data !== undefined && <StartedTask task={prune.data} what={say("The prune")} />}
    </>
  );
}
