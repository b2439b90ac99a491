import { Card, Group, SimpleGrid, Stack, Text, useMatches } from "@mantine/core";
import { IconDatabase } from "@tabler/icons-react";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useRepositories } from "../../api/repositories.ts";
import { useMe } from "../../api/session.ts";
import { Empty } from "../../components/empty.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { NameLink } from "../../components/name-link.tsx";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { repositoryWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { useRowsInView } from "../../components/use-rows-in-view.ts";
import { CardHealth } from "./card-health.tsx";

export function RepositoriesPage() {
  const repositories = useRepositories();
  const mayChange = useMe().data?.role === "admin";
  const add = mayChange && <LinkButton to="/repositories/new">{say("Add a repository")}</LinkButton>;
  return (
    <Page
      title={say("Repositories")}
      description={say(
        "A repository is the place that holds snapshots, encrypted. Stock restic can read it too.",
      )}
      actions={add}
    >
      <QueryView query={repositories} problem={say("The repositories could not be read")}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={IconDatabase}
              title={say("No repository yet")}
              description={say(
                "Add a folder on another disk or a rest-server; policies send their backups there.",
              )}
            >
              {add}
            </Empty>
          ) : (
            <Cards repositories={items} />
          )
        }
      </QueryView>
    </Page>
  );
}

const ROW_HEIGHT = 220;

/** Each card asks for its newest numbers: of many only those in view are in the page. */
function Cards({ repositories }: { repositories: Repository[] }) {
  const columns = useMatches({ base: 1, md: 2 }, { getInitialValueInEffect: false });
  const count = Math.ceil(repositories.length / columns);
  const { body, first, after, above, below, measure } = useRowsInView({ count, rowHeight: ROW_HEIGHT });
  const rows = Array.from({ length: after - first }, (_, row) => first + row);
  return (
    <div ref={body}>
      <div style={{ height: above }} />
      {rows.map((row) => (
        <SimpleGrid key={row} cols={columns} pb="md" ref={measure} data-index={row}>
          {repositories.slice(row * columns, (row + 1) * columns).map((repository) => (
            <RepositoryCard key={repository.id} repository={repository} />
          ))}
        </SimpleGrid>
      ))}
      <div style={{ height: below }} />
    </div>
  );
}

function RepositoryCard({ repository }: { repository: Repository }) {
  return (
    <Card withBorder component="article" aria-label={repository.name}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <NameLink to={`/repositories/${repository.id}`} fw={600}>
          {repository.name}
        </NameLink>
        <StatusBadge word={repositoryWords[repository.state]} />
      </Group>
      <Stack gap={2} mt="xs">
        <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
          {repository.location}
        </Text>
        <Text size="sm" c="dimmed">
          {sayWith(
            "{snapshots, plural, one {# snapshot} other {# snapshots}} · {policies, plural, one {# policy} other {# policies}} · last good use {time}",
            {
              snapshots: repository.snapshotCount,
              policies: repository.policyCount,
              time: <TimeAgo at={repository.lastSuccessAt} none={say("never")} />,
            },
          )}
        </Text>
        {repository.stateReason !== null && <Text size="sm">{repository.stateReason}</Text>}
        <CardHealth repository={repository} />
      </Stack>
    </Card>
  );
}
