import { Badge, Card, Group, Stack, Text } from "@mantine/core";
import type { Policy } from "#contract/policies";
import { say } from "#contract/words/say";
import { folderName } from "../../components/folder-name.ts";
import { NameLink } from "../../components/name-link.tsx";
import { scheduleSentence } from "../../components/schedule-sentence.ts";
import { StatusBadge } from "../../components/status-badge.tsx";
import { PolicyMenu } from "./policy-menu.tsx";

const SHOWN = 3;

export function PolicyCard({ policy, mayChange }: { policy: Policy; mayChange: boolean }) {
  const more = policy.include.length - SHOWN;
  return (
    <Card withBorder component="article" aria-label={policy.name}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap="xs" miw={0}>
          <NameLink to={`/policies/${policy.id}/edit`} fw={600}>
            {policy.name}
          </NameLink>
          {!policy.enabled && <StatusBadge word="Paused" size="md" />}
          {policy.managedBy !== null && (
            <Badge variant="outline">{say("Managed by {name}", { name: policy.managedBy })}</Badge>
          )}
        </Group>
        {mayChange && policy.managedBy === null && <PolicyMenu policy={policy} />}
      </Group>
      <Stack gap={2} mt="xs">
        <Text size="sm">
          {say("To {repository}, {schedule}", {
            repository: policy.repositoryName,
            schedule: scheduleSentence(policy.schedules.backup),
          })}
        </Text>
        <Text size="sm" c="dimmed">
          {say("{count, plural, one {# machine} other {# machines}}", { count: policy.agentCount })} ·{" "}
          {say("{count, plural, one {# folder} other {# folders}}", { count: policy.include.length })}
        </Text>
        {policy.include.slice(0, SHOWN).map((path) => (
          <Text key={path} size="sm" c="dimmed" truncate title={path}>
            {folderName(path)}
          </Text>
        ))}
        {more > 0 && (
          <Text size="sm" c="dimmed">
            {say("and {count, plural, one {# more folder} other {# more folders}}", { count: more })}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
