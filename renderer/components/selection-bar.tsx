import { ActionIcon, Group, Paper, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { plural } from "../format/plural.ts";

type Props = { count: number; one: string; onClear: () => void; children: ReactNode };

/** Stays in view below a list as long as something in it is selected. */
export function SelectionBar({ count, one, onClear, children }: Props) {
  return (
    <Paper
      withBorder
      shadow="md"
      p="sm"
      role="toolbar"
      aria-label={`Actions for the selected ${one}s`}
      style={{ position: "sticky", bottom: 12, zIndex: 20 }}
    >
      <Group justify="space-between" gap="xs">
        <Group gap="xs" wrap="nowrap">
          <ActionIcon variant="subtle" color="gray" aria-label="Select nothing" onClick={onClear}>
            <IconX size={18} />
          </ActionIcon>
          <Text fw={600} role="status">
            {plural(count, one)} selected
          </Text>
        </Group>
        <Group gap="xs">{children}</Group>
      </Group>
    </Paper>
  );
}
