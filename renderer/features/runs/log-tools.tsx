import { ActionIcon, Group, Select, Switch, Text, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconSearch } from "@tabler/icons-react";
import { type LogLevel, logLevel } from "#contract/runs";
import { say } from "#contract/words/say";

const levels = (): { value: LogLevel; label: string }[] => [
  { value: "debug", label: say("All lines") },
  { value: "info", label: say("Without debug") },
  { value: "warn", label: say("Warnings and worse") },
  { value: "error", label: say("Only errors") },
];

type Props = {
  text: string;
  onText: (text: string) => void;
  hitNumber: number;
  hitCount: number;
  onStep: (by: 1 | -1) => void;
  level: LogLevel;
  onLevel: (level: LogLevel) => void;
  isFollowing: boolean;
  onFollowing: (isFollowing: boolean) => void;
};

export function LogTools(props: Props) {
  const { text, hitNumber, hitCount, onStep, level, isFollowing } = props;
  return (
    <Group gap="sm">
      <TextInput
        aria-label={say("Search the log")}
        placeholder={say("Search the log")}
        leftSection={<IconSearch size={16} />}
        value={text}
        onChange={(event) => props.onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onStep(event.shiftKey ? -1 : 1);
        }}
        style={{ flex: "1 1 180px" }}
      />
      {text !== "" && (
        <Group gap={4} wrap="nowrap">
          <Text size="sm" role="status" style={{ fontVariantNumeric: "tabular-nums" }}>
            {hitCount === 0
              ? say("Not found")
              : say("{number} of {count}", { number: hitNumber, count: hitCount })}
          </Text>
          <ActionIcon
            variant="default"
            aria-label={say("Previous match")}
            disabled={hitCount === 0}
            onClick={() => onStep(-1)}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={say("Next match")}
            disabled={hitCount === 0}
            onClick={() => onStep(1)}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
        </Group>
      )}
      <Select
        aria-label={say("Level")}
        data={levels()}
        value={level}
        onChange={(value) => props.onLevel(logLevel.safeParse(value).data ?? "debug")}
        allowDeselect={false}
        w={180}
      />
      <Switch
        label={say("Follow")}
        checked={isFollowing}
        onChange={(event) => props.onFollowing(event.currentTarget.checked)}
      />
    </Group>
  );
}
