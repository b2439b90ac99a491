import { Button, type ButtonProps, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { say } from "#contract/words/say";
import { ProblemAlert } from "./problem-alert.tsx";

type Props = ButtonProps & {
  label: string;
  /** The question as a title, what it means below it, and the verb on the button. */
  question: string;
  effect: ReactNode;
  confirmLabel: string;
  action: { mutate: () => void; isPending: boolean; error: unknown };
};

/** Asks before something that cannot be taken back. Stays open when it is refused and says why. */
export function ConfirmButton({ label, question, effect, confirmLabel, action, ...button }: Props) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" {...button} onClick={open}>
        {label}
      </Button>
      <Modal opened={isOpen} onClose={close} title={question} centered>
        <Stack>
          <Text size="sm" component="div">
            {effect}
          </Text>
          {action.error !== null && (
            <ProblemAlert title={say("{confirmLabel} was refused", { confirmLabel })} error={action.error} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {say("Cancel")}
            </Button>
            <Button color="red" loading={action.isPending} onClick={action.mutate}>
              {confirmLabel}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
