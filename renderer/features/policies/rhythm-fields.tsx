import { Group, Input, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { say } from "#contract/words/say";
import type { Rhythm } from "../../components/rhythm.ts";
import { WeekdayChips } from "../../components/weekday-chips.tsx";
import { changeRhythm } from "./change-rhythm.ts";

type Props = { value: Rhythm; onChange: (rhythm: Rhythm) => void; error?: ReactNode };
type Kind = Rhythm["kind"];

const kinds = (): { value: Kind; label: string }[] => [
  { value: "hourly", label: say("Hourly") },
  { value: "daily", label: say("Daily") },
  { value: "weekly", label: say("Weekly") },
  { value: "every", label: say("Every period") },
  { value: "cron", label: say("Custom (cron)") },
  { value: "by-hand", label: say("Only by hand") },
];

export function RhythmFields({ value, onChange, error }: Props) {
  const choose = (kind: string | null) => {
    const chosen = kinds().find((one) => one.value === kind);
    if (chosen !== undefined) onChange(changeRhythm(value, chosen.value));
  };
  return (
    <Group align="flex-start" gap="md">
      <Select
        label={say("Schedule")}
        data={kinds()}
        value={value.kind}
        onChange={choose}
        allowDeselect={false}
        style={{ flex: "1 1 180px" }}
      />
      <Stack gap="xs" style={{ flex: "2 1 240px" }}>
        <DetailFields value={value} onChange={onChange} error={error} />
      </Stack>
    </Group>
  );
}

function DetailFields({ value, onChange, error }: Props) {
  switch (value.kind) {
    case "by-hand":
      return null;
    case "hourly":
      return (
        <NumberInput
          label={say("At minute")}
          min={0}
          max={59}
          value={value.minute}
          onChange={(minute) => onChange({ kind: "hourly", minute: Number(minute) || 0 })}
          error={error}
        />
      );
    case "daily":
      return <TimeField time={value.time} onChange={(time) => onChange({ ...value, time })} error={error} />;
    case "weekly":
      return (
        <>
          <TimeField time={value.time} onChange={(time) => onChange({ ...value, time })} error={error} />
          <DayField days={value.days} onChange={(days) => onChange({ ...value, days })} />
        </>
      );
    case "every":
      return (
        <TextInput
          label={say("Period")}
          description={say("Such as 30m, 6h or 1d")}
          value={value.every}
          onChange={(event) => onChange({ kind: "every", every: event.currentTarget.value.trim() })}
          error={error}
        />
      );
    case "cron":
      return (
        <TextInput
          label={say("Cron expression")}
          description={say("Minute, hour, day of the month, month, day of the week")}
          value={value.cron}
          onChange={(event) => onChange({ kind: "cron", cron: event.currentTarget.value })}
          error={error}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        />
      );
  }
}

type TimeProps = { time: string; onChange: (time: string) => void; error?: ReactNode };

function TimeField({ time, onChange, error }: TimeProps) {
  return (
    <TextInput
      label={say("At")}
      type="time"
      required
      value={time}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

function DayField({ days, onChange }: { days: number[]; onChange: (days: number[]) => void }) {
  return (
    <Input.Wrapper
      label={say("On|days")}
      error={days.length === 0 ? say("Choose at least one day") : undefined}
    >
      <WeekdayChips days={days} onChange={onChange} />
    </Input.Wrapper>
  );
}
