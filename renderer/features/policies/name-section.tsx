import { Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";
import type { SectionProps } from "./form-type.ts";

export function NameSection({ form }: SectionProps) {
  return (
    <Section title={say("Policy")}>
      <Stack gap="sm">
        <TextInput
          label={say("Name")}
          required
          placeholder="Documents"
          maxLength={100}
          {...form.getInputProps("name")}
        />
        <Textarea
          label={say("Description")}
          autosize
          minRows={1}
          maxRows={4}
          {...form.getInputProps("description")}
        />
        <Switch
          label={say("Switched on")}
          description={say("A policy that is switched off keeps its snapshots and starts nothing.")}
          {...form.getInputProps("enabled", { type: "checkbox" })}
        />
      </Stack>
    </Section>
  );
}
