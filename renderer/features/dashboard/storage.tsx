import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useRepositories } from "../../api/repositories.ts";
import { NameLink } from "../../components/name-link.tsx";
import { Nothing } from "../../components/paged.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { repositoryWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";

const SHOWN = 4;

/** Where the backups lie: those with a problem first. */
export function Storage() {
  const repositories = useRepositories();
  return (
    <Section title={say("Storage")}>
      <QueryView query={repositories} problem={say("The repositories could not be read")}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>{say("No repository yet.")}</Nothing>
          ) : (
            <Stack gap="sm">
              {worstFirst(items)
                .slice(0, SHOWN)
                .map((repository) => (
                  <Place key={repository.id} repository={repository} />
                ))}
              {items.length > SHOWN && (
                <Anchor component={Link} to="/repositories" size="sm">
                  {say("All {count} repositories", { count: items.length })}
                </Anchor>
              )}
            </Stack>
          )
        }
      </QueryView>
    </Section>
  );
}

function Place({ repository }: { repository: Repository }) {
  return (
    <div>
      <Group gap="xs" justify="space-between">
        <NameLink to={`/repositories/${repository.id}`} fw={600}>
          {repository.name}
        </NameLink>
        <StatusBadge word={repositoryWords[repository.state]} size="md" />
      </Group>
      <Text size="sm" c="dimmed">
        {sayWith("{count, plural, one {# snapshot} other {# snapshots}} · last written {time}", {
          count: repository.snapshotCount,
          time: <TimeAgo at={repository.lastSuccessAt} none={say("never")} />,
        })}
      </Text>
    </div>
  );
}

const isFine = ({ state }: Repository) => state === "ready" || state === "unknown";
const worstFirst = (items: readonly Repository[]) =>
  [...items].sort((one, two) => Number(isFine(one)) - Number(isFine(two)));
