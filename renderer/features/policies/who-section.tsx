import { Checkbox, Group, Stack, Text } from "@mantine/core";
import type { Agent } from "#contract/agents";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { reachabilityWords } from "../../components/status-words.ts";
import type { SectionProps } from "./form-type.ts";

type Props = SectionProps & { agents: Agent[] };

export function WhoSection({ form, agents }: Props) {
  return (
    <Section title="Machines">
      {agents.length === 0 ? (
        <Text size="sm" c="dimmed">
          No machine is enrolled yet. You can save the policy and assign machines later.
        </Text>
      ) : (
        <Checkbox.Group aria-label="Machines that follow this policy" {...form.getInputProps("agentIds")}>
          <Stack gap="sm">
            {agents.map((agent) => (
              <Group key={agent.id} justify="space-between" gap="xs">
                <Checkbox
                  value={agent.id}
                  label={agent.isLocal ? `${agent.hostname} (this computer)` : agent.hostname}
                />
                <StatusBadge word={reachabilityWords[agent.reachability]} size="md" />
              </Group>
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Section>
  );
}
