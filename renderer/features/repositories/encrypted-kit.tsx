import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconFileTextShield } from "@tabler/icons-react";
import { say } from "#contract/words/say";
import { useMakeKitFile } from "../../api/upkeep.ts";
import { CopyText } from "../../components/copy-text.tsx";
import { saveFile } from "../../components/save-file.ts";
import { showProblem } from "../../components/show-problem.ts";

/** One file for everything, and the code that opens it: shown once, so it stays until it is closed by hand. */
export function EncryptedKit() {
  const make = useMakeKitFile();
  const made = make.data;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileTextShield size={16} />}
        loading={make.isPending}
        onClick={() =>
          make.mutate(undefined, { onError: (error) => showProblem(say("The kit could not be made"), error) })
        }
      >
        {say("Encrypted kit for everything")}
      </Button>
      <Modal
        opened={made !== undefined}
        onClose={make.reset}
        title={say("An encrypted kit for all repositories")}
        centered
        closeOnClickOutside={false}
        closeOnEscape={false}
      >
        {made !== undefined && (
          <Stack>
            <Text size="sm">
              {say(
                "Write this recovery code down and keep it apart from the file. It is shown only now, and nobody can show it again.",
              )}
            </Text>
            <CopyText value={made.recoveryCode} name={say("the recovery code")} isLong />
            <Text size="sm">
              {say(
                "With file and code a new computer becomes this one: “holdfast recover FILE”. Machines then come back without joining again.",
              )}
            </Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={make.reset}>
                {say("Close")}
              </Button>
              <Button
                onClick={() => saveFile(made.fileName, JSON.stringify(made.file, null, 2))}
                data-autofocus
              >
                {say("Save the file")}
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  );
}
