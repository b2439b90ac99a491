import { ActionIcon, Code, CopyButton, Group, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";

type Props = { value: string; name: string; isLong?: boolean };

/** A value in monospace with a button that copies it. */
export function CopyText({ value, name, isLong = false }: Props) {
  return (
    <Group gap={4} wrap="nowrap" align="flex-start" miw={0}>
      <Code block={isLong} style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap", minWidth: 0 }}>
        {value}
      </Code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? "Copied" : `Copy ${name}`}>
            <ActionIcon variant="subtle" color="gray" onClick={copy} aria-label={`Copy ${name}`}>
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
