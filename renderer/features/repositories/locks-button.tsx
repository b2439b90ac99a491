import { Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconLock } from "@tabler/icons-react";
import type { Repository } from "#contract/repositories";
import type { RepositoryLock } from "#contract/repository-lock";
import { useLocks } from "../../api/maintenance.ts";
import { useCreateTask } from "../../api/tasks.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { StartedTask } from "./started-task.tsx";

/** Who holds the repository, and the way to take away what a dead program left. */
export function LocksButton({ repository }: { repository: Repository }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const locks = useLocks(repository.id, isOpen);
  const unlock = useCreateTask();
  const hasLocks = (locks.data?.items.length ?? 0) > 0;
  return (
    <>
      <Button variant="default" leftSection={<IconLock size={16} />} onClick={open}>
        Locks
      </Button>
      <Modal opened={isOpen} onClose={close} title={`Locks on “${repository.name}”`} centered>
        <Stack>
          <QueryView query={locks} problem="The locks could not be read">
            {({ items }) => <Locks items={items} />}
          </QueryView>
          {unlock.error !== null && <ProblemAlert title="Unlocking was refused" error={unlock.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Close
            </Button>
            {hasLocks && (
              <Button
                color="red"
                loading={unlock.isPending}
                onClick={() =>
                  unlock.mutate(
                    { kind: "unlock", repositoryId: repository.id, confirm: true },
                    { onSuccess: close },
                  )
                }
              >
                Remove left-over locks
              </Button>
            )}
          </Group>
        </Stack>
      </Modal>
      {unlock.data !== undefined && <StartedTask task={unlock.data} what="The unlock" />}
    </>
  );
}

const owners: Record<RepositoryLock["owner"], string> = {
  "this-machine-alive": "its program is at work",
  "this-machine-gone": "its program has ended",
  "another-machine": "another machine, or another user of this one",
};

function Locks({ items }: { items: RepositoryLock[] }) {
  if (items.length === 0) return <Text size="sm">Nobody holds this repository.</Text>;
  return (
    <List size="sm">
      {items.map(({ id, hostname, pid, username, time, owner }) => (
        <List.Item key={id}>
          {hostname}, process {pid} of {username}, <TimeAgo at={time} />: {owners[owner]}
        </List.Item>
      ))}
    </List>
  );
}
