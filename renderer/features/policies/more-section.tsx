import { Accordion, Select, SimpleGrid } from "@mantine/core";
import { say } from "#contract/words/say";
import type { SectionProps } from "./form-type.ts";
import { type Limit, LimitInput } from "./limit-input.tsx";

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

const limits = (): Limit[] => [
  { field: "bandwidthUpKiBps", label: say("Upload at most"), unit: "KiB/s" },
  { field: "bandwidthDownKiBps", label: say("Download at most"), unit: "KiB/s" },
  { field: "maxRuntimeSeconds", label: say("Stop a run after"), unit: say("min"), times: 60 },
  {
    field: "stallSeconds",
    label: say("Stop a run without progress for"),
    unit: say("min"),
    times: 60,
  },
  { field: "readConcurrency", label: say("Files read at once"), max: 64 },
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
            {limits().map((limit) => (
              <LimitInput key={limit.field} form={form} {...limit} />
            ))}
          </SimpleGrid>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
