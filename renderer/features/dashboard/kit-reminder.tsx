import { Alert, Group, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useRepositories } from "../../api/repositories.ts";
import { LinkButton } from "../../components/link-button.tsx";

/** Until the recovery kit is made: a lost computer would mean lost backups. */
export function KitReminder() {
  const without = (useRepositories().data?.items ?? []).filter(needsKit);
  const [first] = without;
  if (first === undefined) return null;
  return (
    <Alert
      color="yellow"
      icon={<IconKey aria-hidden />}
      title={say(
        "{count, plural, one {The repository {name} has no recovery kit yet} other {# repositories have no recovery kit yet}}",
        {
          count: without.length,
          name: first.name,
        },
      )}
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm" style={{ flex: "1 1 260px" }}>
          {say("If this computer is lost, nobody can read the backups without it.")}
        </Text>
        <LinkButton to={`/repositories/${first.id}`} variant="default">
          {say("Keep the recovery kit")}
        </LinkButton>
      </Group>
    </Alert>
  );
}

/** Another Holdfast makes the kit of what it manages, and that of a place opens the repository of each machine in it. */
const needsKit = ({ kit, managedBy, parentId, policyCount }: Repository) =>
  kit.madeAt === null && managedBy === null && parentId === null && policyCount > 0;
