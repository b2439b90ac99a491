import { ActionIcon, Group, Select, Switch, Text, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconSearch } from "@tabler/icons-react";
import { type LogLevel, logLevel } from "#contract/runs";

const levels: { value: LogLevel; label: string }[] = [
  { value: "debug", label: "All lines" },
  { value: "info", label: "Without debug" },
  { value: "warn", label: "Warnings and worse" },
  { value: "error", label: "Only errors" },
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
        aria-label="Search the log"
        placeholder="Search the log"
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
            {hitCount === 0 ? "Not found" : `${hitNumber} of ${hitCount}`}
          </Text>
          <ActionIcon
            variant="default"
            aria-label="Previous match"
            disabled={hitCount === 0}
            onClick={() => onStep(-1)}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label="Next match"
            disabled={hitCount === 0}
            onClick={() => onStep(1)}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
        </Group>
      )}
      <Select
        aria-label="Level"
        data={levels}
        value={level}
        onChange={(value) => props.onLevel(logLevel.safeParse(value).data ?? "debug")}
        allowDeselect={false}
        w={180}
      />
      <Switch
        label="Follow"
        checked={isFollowing}
        onChange={(event) => props.onFollowing(event.currentTarget.checked)}
      />
    </Group>
  );
}
