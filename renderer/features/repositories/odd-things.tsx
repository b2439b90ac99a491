import { Alert, Group, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconSnowflake } from "@tabler/icons-react";
import type { Repository } from "#contract/repositories";
import { useAcknowledge } from "../../api/upkeep.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";

/** What is odd about a repository, and whether that holds back everything that removes snapshots. */
export function OddThings({ repository, mayChange }: { repository: Repository; mayChange: boolean }) {
  const acknowledge = useAcknowledge(repository.id);
  const { warnings, frozen } = repository;
  if (warnings.length === 0) return null;
  const isFrozen = frozen !== null;
  return (
    <Alert
      icon={isFrozen ? <IconSnowflake aria-hidden /> : <IconAlertTriangle aria-hidden />}
      color={isFrozen ? "red" : "yellow"}
      title={isFrozen ? "Retention is frozen: no snapshot is removed here" : "Worth a look"}
    >
      <Stack gap="sm">
        <List size="sm" spacing={4}>
          {warnings.map(({ id, message, since }) => (
            <List.Item key={id}>
              {message}{" "}
              <Text span c="dimmed" size="xs">
                since <TimeAgo at={since} />
              </Text>
            </List.Item>
          ))}
        </List>
        {mayChange && (
          <Group>
            <ConfirmButton
              label="Acknowledge"
              question="Have you looked at all of this?"
              effect={
                isFrozen
                  ? "Holdfast then takes the snapshots for what they are, and the next prune may remove some by what the policies keep. If you do not know where this comes from, find out first."
                  : "It is not shown again until it changes."
              }
              confirmLabel="Acknowledge"
              size="xs"
              action={{
                ...acknowledge,
                mutate: () => acknowledge.mutate(warnings.map(({ id }) => id)),
              }}
            />
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
