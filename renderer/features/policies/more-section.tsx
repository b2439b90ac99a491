import { Accordion, NumberInput, Select, SimpleGrid } from "@mantine/core";
import { say } from "#contract/words/say";
import type { SectionProps } from "./form-type.ts";

const profiles = () => [
  { value: "server", label: say("Server: late after a day") },
  { value: "desktop", label: say("Desktop: late after three days") },
  { value: "laptop", label: say("Laptop: late after a week") },
];
const compressions = () => [
  { value: "auto", label: say("Automatic") },
  { value: "max", label: say("Smallest") },
  { value: "off", label: say("Off") },
];

/** What most people leave as it is. */
export function MoreSection({ form }: SectionProps) {
  return (
    <Accordion variant="contained" chevronPosition="left">
      <Accordion.Item value="more">
        <Accordion.Control>{say("Alarms and limits")}</Accordion.Control>
        <Accordion.Panel>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select
              label={say("When an old backup is alarming")}
              data={profiles()}
              allowDeselect={false}
              {...form.getInputProps("profile")}
            />
            <Select
              label={say("Compression")}
              data={compressions()}
              allowDeselect={false}
              {...form.getInputProps("compression")}
            />
            <NumberInput
              label={say("Upload at most")}
              suffix=" KiB/s"
              min={1}
              {...form.getInputProps("limits.bandwidthUpKiBps")}
            />
            <NumberInput
              label={say("Download at most")}
              suffix=" KiB/s"
              min={1}
              {...form.getInputProps("limits.bandwidthDownKiBps")}
            />
            <NumberInput
              label={say("Stop a run after")}
              suffix=" s"
              min={60}
              {...form.getInputProps("limits.maxRuntimeSeconds")}
            />
            <NumberInput
              label={say("Stop a run without progress for")}
              suffix=" s"
              min={60}
              {...form.getInputProps("limits.stallSeconds")}
            />
            <NumberInput
              label={say("Files read at once")}
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
