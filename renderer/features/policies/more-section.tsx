import { Accordion, NumberInput, Select, SimpleGrid } from "@mantine/core";
import type { SectionProps } from "./form-type.ts";

const profiles = [
  { value: "server", label: "Server: late after a day" },
  { value: "desktop", label: "Desktop: late after three days" },
  { value: "laptop", label: "Laptop: late after a week" },
];
const compressions = [
  { value: "auto", label: "Automatic" },
  { value: "max", label: "Smallest" },
  { value: "off", label: "Off" },
];

/** What most people leave as it is. */
export function MoreSection({ form }: SectionProps) {
  return (
    <Accordion variant="contained" chevronPosition="left">
      <Accordion.Item value="more">
        <Accordion.Control>Alarms and limits</Accordion.Control>
        <Accordion.Panel>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select
              label="When an old backup is alarming"
              data={profiles}
              allowDeselect={false}
              {...form.getInputProps("profile")}
            />
            <Select
              label="Compression"
              data={compressions}
              allowDeselect={false}
              {...form.getInputProps("compression")}
            />
            <NumberInput
              label="Upload at most"
              suffix=" KiB/s"
              min={1}
              {...form.getInputProps("limits.bandwidthUpKiBps")}
            />
            <NumberInput
              label="Download at most"
              suffix=" KiB/s"
              min={1}
              {...form.getInputProps("limits.bandwidthDownKiBps")}
            />
            <NumberInput
              label="Stop a run after"
              suffix=" s"
              min={60}
              {...form.getInputProps("limits.maxRuntimeSeconds")}
            />
            <NumberInput
              label="Stop a run without progress for"
              suffix=" s"
              min={60}
              {...form.getInputProps("limits.stallSeconds")}
            />
            <NumberInput
              label="Files read at once"
              min={1}
              max={64}
              {...form.getInputProps("limits.readConcurrency")}
            />
          </SimpleGrid>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
