import { NumberInput, SimpleGrid, Text, TextInput } from "@mantine/core";
import type { Policy } from "#contract/policies";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";
import type { SectionProps } from "./form-type.ts";
import { keepFields } from "./policy-form.ts";
import { RetentionPreview } from "./retention-preview.tsx";

const labels = (): Record<(typeof keepFields)[number], string> => ({
  keepLast: say("Last"),
  keepHourly: say("Hourly"),
  keepDaily: say("Daily"),
  keepWeekly: say("Weekly"),
  keepMonthly: say("Monthly"),
  keepYearly: say("Yearly"),
});

export function KeepSection({ form, known }: SectionProps & { known: Policy | undefined }) {
  return (
    <Section title={say("Keep")}>
      <Text size="sm" c="dimmed" mb="sm">
        {say(
          "How many snapshots of each kind are to stay; the others go when the repository is pruned. With no number at all every snapshot stays.",
        )}
      </Text>
      <SimpleGrid cols={{ base: 2, xs: 3 }}>
        {keepFields.map((field) => (
          <NumberInput
            key={field}
            label={labels()[field]}
            min={1}
            max={10_000}
            allowDecimal={false}
            {...form.getInputProps(`retention.${field}`)}
          />
        ))}
      </SimpleGrid>
      <TextInput
        mt="sm"
        label={say("And everything from the last")}
        description={say("restic's way of writing it: 30d, 1y6m, 36h")}
        placeholder="30d"
        maw={320}
        spellCheck={false}
        {...form.getInputProps("keepWithin")}
      />
      {known !== undefined && known.managedBy === null && <RetentionPreview form={form} known={known} />}
    </Section>
  );
}
