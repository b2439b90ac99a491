import { ActionIcon, Button, Checkbox, Group, Input, NumberInput, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { StartWindow } from "#contract/policies";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";
import { WeekdayChips } from "../../components/weekday-chips.tsx";
import type { SectionProps } from "./form-type.ts";

const firstWindow: StartWindow = { days: [1, 2, 3, 4, 5, 6, 0], from: "20:00", to: "06:00" };

/** When a scheduled backup has to wait. */
export function ConditionsSection({ form }: SectionProps) {
  const { conditions } = form.values;
  const setWindows = (windows: StartWindow[]) => {
    form.setFieldValue("conditions.windows", windows);
    form.clearErrors();
  };
  const isAlways = conditions.windows.length === 0;
  return (
    <Section title={say("Only when")}>
      <Stack gap="md">
        <Checkbox
          label={say("The computer is not on battery")}
          description={say("A due backup waits for mains power")}
          {...form.getInputProps("conditions.waitsOnBattery", { type: "checkbox" })}
        />
        <Checkbox
          label={say("The network is not metered")}
          description={say("A due backup waits for a connection that costs nothing extra")}
          {...form.getInputProps("conditions.waitsOnMetered", { type: "checkbox" })}
        />
        <Input.Wrapper
          label={say("Hours in which backups may start")}
          description={isAlways ? say("At any time") : say("In the time zone of the schedule")}
          error={windowFault(form.errors)}
        >
          <Stack gap="sm" mt={6}>
            {conditions.windows.map((window, row) => (
              <Window
                // Rows have no identity but their place.
                // biome-ignore lint/suspicious/noArrayIndexKey: a window changes with every letter
                key={row}
                row={row}
                window={window}
                onChange={(changed) =>
                  setWindows(conditions.windows.map((old, at) => (at === row ? changed : old)))
                }
                onRemove={() => setWindows(conditions.windows.filter((_, at) => at !== row))}
              />
            ))}
            <Group>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlus size={14} />}
                onClick={() => setWindows([...conditions.windows, firstWindow])}
              >
                {isAlways ? say("Only in some hours") : say("More hours")}
              </Button>
            </Group>
          </Stack>
        </Input.Wrapper>
        <NumberInput
          label={say("Give up after")}
          description={say(
            "A backup that had to wait this long is left out, with the reason. Blank: it waits",
          )}
          suffix=" h"
          min={0.1}
          max={168}
          maw={320}
          {...form.getInputProps("conditions.latestStartHours")}
        />
      </Stack>
    </Section>
  );
}

function windowFault(errors: SectionProps["form"]["errors"]) {
  return Object.entries(errors).find(([field]) => field.startsWith("conditions.windows"))?.[1];
}

type WindowProps = {
  row: number;
  window: StartWindow;
  onChange: (window: StartWindow) => void;
  onRemove: () => void;
};

function Window({ row, window, onChange, onRemove }: WindowProps) {
  return (
    <Group gap="xs" align="flex-end" role="group" aria-label={say("Hours {row}", { row: row + 1 })}>
      <TextInput
        type="time"
        size="xs"
        label={say("From|time")}
        value={window.from}
        onChange={(event) => onChange({ ...window, from: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        size="xs"
        label={say("To|time")}
        value={window.to}
        onChange={(event) => onChange({ ...window, to: event.currentTarget.value })}
      />
      <WeekdayChips days={window.days} onChange={(days) => onChange({ ...window, days })} />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={say("Remove hours {row}", { row: row + 1 })}
        onClick={onRemove}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </Group>
  );
}
