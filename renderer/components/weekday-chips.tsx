import { Chip, Group } from "@mantine/core";
import { weekdayName } from "./rhythm.ts";

const fromMonday = [1, 2, 3, 4, 5, 6, 0];

type Props = { days: readonly number[]; onChange: (days: number[]) => void };

/** Days of the week to be chosen; 0 is Sunday, which comes last. */
export function WeekdayChips({ days, onChange }: Props) {
  return (
    <Chip.Group multiple value={days.map(String)} onChange={(chosen) => onChange(chosen.map(Number).sort())}>
      <Group gap={6}>
        {fromMonday.map((day) => (
          <Chip key={day} value={String(day)} size="xs">
            {weekdayName(day, "short")}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
