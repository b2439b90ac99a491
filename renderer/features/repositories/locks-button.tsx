import { Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconLock } from "@tabler/icons-react";
import type { Repository } from "#contract/repositories";
import type { RepositoryLock } from "#contract/repository-lock";
import { say } from "#contract/words/say";
import { useLocks } from "../../api/maintenance.ts";
import { useCreateTask } from "../../api/tasks.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { sayWith } from "../../components/say-with.tsx";
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
        {say("Locks")}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={say("Locks on “{name}”", { name: repository.name })}
        centered
      >
        <Stack>
          <QueryView query={locks} problem={say("The locks could not be read")}>
            {({ items }) => <Locks items={items} />}
          </QueryView>
          {unlock.error !== null && (
            <ProblemAlert title={say("Unlocking was refused")} error={unlock.error} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {say("Close")}
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
                {say("Remove left-over locks")}
              </Button>
            )}
          </Group>
        </Stack>
      </Modal>
      {unlock.data !== undefined && <StartedTask task={unlock.data} what={say("The unlock")} />}
    </>
  );
}

const owners = (): Record<RepositoryLock["owner"], string> => ({
  "this-machine-alive": say("its program is at work"),
  "this-machine-gone": say("its program has ended"),
  "another-machine": say("another machine, or another user of this one"),
});

function Locks({ items }: { items: RepositoryLock[] }) {
  if (items.length === 0) return <Text size="sm">{say("Nobody holds this repository.")}</Text>;
  return (
    <List size="sm">
      {items.map(({ id, hostname, pid, username, time, owner }) => (
        <List.Item key={id}>
          {sayWith("{hostname}, process {pid} of {username}, {time}: {owner}", {
            hostname,
            pid,
            username,
            time: <TimeAgo at={time} />,
            owner: owners()[owner],
          })}
        </List.Item>
      ))}
    </List>
  );
}
