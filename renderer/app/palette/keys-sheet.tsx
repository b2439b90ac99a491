import { Group, Kbd, Modal, Stack, Table, Text } from "@mantine/core";
import { Fragment } from "react";

type Line = { keys: string[]; does: string };

const lines: Line[] = [
  { keys: ["Ctrl", "K"], does: "Go to a page, a machine, a policy" },
  { keys: ["?"], does: "Show these keys" },
  { keys: ["g", "h"], does: "Home" },
  { keys: ["g", "m"], does: "Machines" },
  { keys: ["g", "p"], does: "Policies" },
  { keys: ["g", "r"], does: "Runs" },
  { keys: ["g", "s"], does: "Schedule" },
  { keys: ["j"], does: "Next row of a list" },
  { keys: ["k"], does: "Row before" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["Esc"], does: "Close what is open" },
];

export function KeysSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keys">
      <Stack>
        <Table verticalSpacing={6} withRowBorders={false} aria-label="Keys">
          <Table.Tbody>
            {lines.map(({ keys, does }) => (
              <Table.Tr key={does}>
                <Table.Td w={140}>
                  <Group gap={4}>
                    {keys.map((key, index) => (
                      <Fragment key={key}>
                        {index > 0 && (
                          <Text span size="xs" c="dimmed">
                            {keys[0] === "g" ? "then" : "+"}
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
          On a Mac, ⌘ does what Ctrl does.
        </Text>
      </Stack>
    </Modal>
  );
}
