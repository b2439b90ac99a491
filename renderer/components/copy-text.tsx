import { ActionIcon, Code, CopyButton, Group, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { say } from "#contract/words/say";

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
          <Tooltip label={copied ? say("Copied") : say("Copy {name}", { name })}>
            <ActionIcon
              variant="subtle"
              color="gray"
              onClick={copy}
              aria-label={say("Copy {name}", { name })}
            >
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
