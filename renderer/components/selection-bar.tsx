import { ActionIcon, Group, Paper, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say } from "#contract/words/say";

type Props = { count: number; onClear: () => void; children: ReactNode };

/** Stays in view below a list as long as something in it is selected. */
export function SelectionBar({ count, onClear, children }: Props) {
  return (
    <Paper
      withBorder
      shadow="md"
      p="sm"
      role="toolbar"
      aria-label={say("Actions for the selected machines")}
      style={{ position: "sticky", bottom: 12, zIndex: 20 }}
    >
      <Group justify="space-between" gap="xs">
        <Group gap="xs" wrap="nowrap">
          <ActionIcon variant="subtle" color="gray" aria-label={say("Select nothing")} onClick={onClear}>
            <IconX size={18} />
          </ActionIcon>
          <Text fw={600} role="status">
            {say("{count, plural, one {# machine} other {# machines}} selected", { count })}
          </Text>
        </Group>
        <Group gap="xs">{children}</Group>
      </Group>
    </Paper>
  );
}
