import { Group, Kbd, Modal, Stack, Table, Text } from "@mantine/core";
import { Fragment } from "react";
import { say } from "#contract/words/say";

type Line = { keys: string[]; does: string };

const lines = (): Line[] => [
  { keys: [say("Ctrl"), "K"], does: say("Go to a page, a machine, a policy") },
  { keys: ["?"], does: say("Show these keys") },
  { keys: ["g", "h"], does: say("Home") },
  { keys: ["g", "m"], does: say("Machines") },
  { keys: ["g", "p"], does: say("Policies") },
  { keys: ["g", "r"], does: say("Runs") },
  { keys: ["g", "s"], does: say("Schedule") },
  { keys: ["j"], does: say("Next row of a list") },
  { keys: ["k"], does: say("Row before") },
  { keys: [say("Enter")], does: say("Open the row") },
  { keys: [say("Esc")], does: say("Close what is open") },
];

export function KeysSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={say("Keys|keyboard")}>
      <Stack>
        <Table verticalSpacing={6} withRowBorders={false} aria-label={say("Keys|keyboard")}>
          <Table.Tbody>
            {lines().map(({ keys, does }) => (
              <Table.Tr key={does}>
                <Table.Td w={140}>
                  <Group gap={4}>
                    {keys.map((key, index) => (
                      <Fragment key={key}>
                        {index > 0 && (
                          <Text span size="xs" c="dimmed">
                            {keys[0] === "g" ? say("then|keys") : "+"}
                          </Text>
                        )}
                        <Kbd>{key}</Kbd>
                      </Fragment>
                    ))}
                  </Group>
                </Table.Td>
                <Table.Td>{does}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Text size="sm" c="dimmed">
          {say("On a Mac, ⌘ does what Ctrl does.")}
        </Text>
      </Stack>
    </Modal>
  );
}
