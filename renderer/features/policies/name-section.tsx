import { Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { Section } from "../../components/section.tsx";
import type { SectionProps } from "./form-type.ts";

export function NameSection({ form }: SectionProps) {
  return (
    <Section title="Policy">
      <Stack gap="sm">
        <TextInput
          label="Name"
          required
          placeholder="Documents"
          maxLength={100}
          {...form.getInputProps("name")}
        />
        <Textarea
          label="Description"
          autosize
          minRows={1}
          maxRows={4}
          {...form.getInputProps("description")}
        />
        <Switch
          label="Switched on"
          description="A policy that is switched off keeps its snapshots and starts nothing."
          {...form.getInputProps("enabled", { type: "checkbox" })}
        />
      </Stack>
    </Section>
  );
}
