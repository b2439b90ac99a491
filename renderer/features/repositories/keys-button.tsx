import { Button, List, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey } from "@tabler/icons-react";
import type { Repository } from "#contract/repositories";
import type { RepositoryKey } from "#contract/repository-key";
import { say } from "#contract/words/say";
import { useRepositoryKeys } from "../../api/maintenance.ts";
import { QueryView } from "../../components/query-view.tsx";

/** Who else can open the repository. */
export function KeysButton({ repository }: { repository: Repository }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const keys = useRepositoryKeys(repository.id, isOpen);
  return (
    <>
      <Button variant="default" leftSection={<IconKey size={16} />} onClick={open}>
        {say("Keys")}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={say("Keys of “{name}”", { name: repository.name })}
        centered
      >
        <QueryView query={keys} problem={say("The keys could not be read")}>
          {({ items }) => <Keys items={items} />}
        </QueryView>
      </Modal>
    </>
  );
}

function Keys({ items }: { items: RepositoryKey[] }) {
  return (
    <Stack gap="sm">
      <Text size="sm">
        {say(
          "Each key is a password that opens this repository. One that nobody here knows of may be somebody else’s.",
        )}
      </Text>
      <List size="sm">
        {items.map((key) => (
          <List.Item key={key.id} style={{ overflowWrap: "anywhere" }}>
            {sentenceOf(key)}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

function sentenceOf({ id, username, hostname, created, isOurs }: RepositoryKey): string {
  const values = { key: id.slice(0, 8), username, hostname, created };
  return isOurs
    ? say("{key}, added by {username} on {hostname}, {created}: the one that is used here", values)
    : say("{key}, added by {username} on {hostname}, {created}", values);
}
