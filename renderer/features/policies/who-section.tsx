import { Badge, Checkbox, Group, ScrollArea, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { Agent } from "#contract/agents";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { protectionWords } from "../../components/status-words.ts";
import type { SectionProps } from "./form-type.ts";

type Props = SectionProps & { agents: Agent[] };

const MANY = 10;
const SHOWN = 200;

/** By label, now and for machines to come, or by name. */
export function WhoSection({ form, agents }: Props) {
  const labels = [...new Set(agents.flatMap((agent) => agent.labels))].sort();
  return (
    <Section title={say("Machines")}>
      <Stack gap="md">
        <TagsInput
          label={say("Every machine with one of these labels")}
          description={say("Now and later: a machine that gets the label is protected from then on")}
          placeholder={labels.length === 0 ? say("No machine has a label yet") : "office"}
          data={labels}
          {...form.getInputProps("labels")}
        />
        {agents.length === 0 ? (
          <Text size="sm" c="dimmed">
            {say("No machine is enrolled yet. You can save the policy and assign machines later.")}
          </Text>
        ) : (
          <ByName form={form} agents={agents} />
        )}
      </Stack>
    </Section>
  );
}

function ByName({ form, agents }: Props) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const shown = agents.filter((agent) => agent.hostname.toLowerCase().includes(wanted));
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {say("And these, by name")}
      </Text>
      {agents.length > MANY && (
        <TextInput
          type="search"
          aria-label={say("Search the machines")}
          placeholder={say("Search the machines")}
          leftSection={<IconSearch size={16} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <Checkbox.Group
        aria-label={say("Machines that follow this policy")}
        {...form.getInputProps("agentIds")}
      >
        <ScrollArea.Autosize mah={320} type="auto" viewportProps={{ tabIndex: 0 }}>
          <Stack gap="sm" pe="sm">
            {shown.slice(0, SHOWN).map((agent) => (
              <Group key={agent.id} justify="space-between" gap="xs">
                <Checkbox
                  value={agent.id}
                  label={
                    agent.isLocal
                      ? say("{hostname} (this computer)", { hostname: agent.hostname })
                      : agent.hostname
                  }
                />
                <Group gap="xs">
                  {agent.labels
                    .filter((label) => form.values.labels.includes(label))
                    .map((label) => (
                      <Badge key={label} variant="default" tt="none">
                        {say("by label {label}", { label })}
                      </Badge>
                    ))}
                  <StatusBadge word={protectionWords[agent.protection]} size="md" />
                </Group>
              </Group>
            ))}
            {shown.length > SHOWN && (
              <Text size="sm" c="dimmed">
                {say("Search for a part of the name to see the other {count, number}.", {
                  count: shown.length - SHOWN,
                })}
              </Text>
            )}
          </Stack>
        </ScrollArea.Autosize>
      </Checkbox.Group>
    </Stack>
  );
}
