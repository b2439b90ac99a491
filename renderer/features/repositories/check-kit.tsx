import { Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChecklist } from "@tabler/icons-react";
import { useState } from "react";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useCheckKit } from "../../api/upkeep.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";

/** Opens the repository with the password that stands in the kit; only that makes a kit a checked one. */
export function CheckKit({ repository }: { repository: Repository }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const [password, setPassword] = useState("");
  const check = useCheckKit(repository.id);
  const leave = () => {
    setPassword("");
    check.reset();
    close();
  };
  return (
    <>
      <Button variant="default" leftSection={<IconChecklist size={16} />} onClick={open}>
        {say("Check it")}
      </Button>
      <Modal
        opened={isOpen}
        onClose={leave}
        title={say("Check the kit of “{name}”", { name: repository.name })}
        centered
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            check.mutate(password, { onSuccess: leave });
          }}
        >
          <Stack>
            <Text size="sm">
              {say(
                "Take the kit from where you keep it and type the password that stands there. Holdfast opens the repository with exactly that. An encrypted kit is checked with “holdfast kit check FILE”.",
              )}
            </Text>
            <PasswordInput
              label={say("Password in the kit")}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              data-autofocus
              required
            />
            {check.error !== null && (
              <ProblemAlert title={say("The kit does not open the repository")} error={check.error} />
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={leave}>
                {say("Cancel")}
              </Button>
              <Button type="submit" loading={check.isPending} disabled={password === ""}>
                {say("Open the repository with it")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
