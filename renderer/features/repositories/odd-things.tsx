import { Alert, Group, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconSnowflake } from "@tabler/icons-react";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useAcknowledge } from "../../api/upkeep.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { sayWith } from "../../components/say-with.tsx";
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
      title={isFrozen ? say("Retention is frozen: no snapshot is removed here") : say("Worth a look")}
    >
      <Stack gap="sm">
        <List size="sm" spacing={4}>
          {warnings.map(({ id, message, since }) => (
            <List.Item key={id}>
              {message}{" "}
              <Text span c="dimmed" size="xs">
                {sayWith("since {since}", { since: <TimeAgo at={since} /> })}
              </Text>
            </List.Item>
          ))}
        </List>
        {mayChange && (
          <Group>
            <ConfirmButton
              label={say("Acknowledge")}
              question={say("Have you looked at all of this?")}
              effect={
                isFrozen
                  ? say(
                      "Holdfast then takes the snapshots for what they are, and the next prune may remove some by what the policies keep. If you do not know where this comes from, find out first.",
                    )
                  : say("It is not shown again until it changes.")
              }
              confirmLabel={say("Acknowledge")}
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
