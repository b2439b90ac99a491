import { Checkbox, Group, NumberInput, Select, Stack } from "@mantine/core";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";
import type { SectionProps } from "./form-type.ts";
import { RhythmFields } from "./rhythm-fields.tsx";
import { SchedulePreview } from "./schedule-preview.tsx";

const zones = () =>
  ["", ...Intl.supportedValuesOf("timeZone")].map((zone) => ({
    value: zone,
    label: zone === "" ? say("Each machine's own") : zone,
  }));

export function WhenSection({ form }: SectionProps) {
  const { values, errors } = form;
  const hasSchedule = values.rhythm.kind !== "by-hand";
  return (
    <Section title={say("When")}>
      <Stack gap="md">
        <RhythmFields
          value={values.rhythm}
          onChange={(rhythm) => {
            form.setFieldValue("rhythm", rhythm);
            form.clearFieldError("rhythm");
          }}
          error={errors["rhythm"]}
        />
        <SchedulePreview rhythm={values.rhythm} timeZone={values.timeZone} />
        {hasSchedule && (
          <>
            <Group grow align="flex-start" preventGrowOverflow={false}>
              <Select
                label={say("Time zone")}
                data={zones()}
                searchable
                allowDeselect={false}
                {...form.getInputProps("timeZone")}
              />
              <NumberInput
                label={say("Spread over")}
                description={say("So that not all machines start in the same minute")}
                suffix=" min"
                min={0}
                max={1440}
                inputWrapperOrder={["label", "input", "error", "description"]}
                {...form.getInputProps("jitterMinutes")}
              />
            </Group>
            <Checkbox
              label={say("Catch up after sleep or power-off")}
              description={say("One run for all that were missed, unless the next is near")}
              {...form.getInputProps("catchUp", { type: "checkbox" })}
            />
          </>
        )}
      </Stack>
    </Section>
  );
}
