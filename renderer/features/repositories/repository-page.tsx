import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconKey, IconPlugConnected } from "@tabler/icons-react";
import { useParams, useSearchParams } from "react-router";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useRepository, useTestRepository } from "../../api/repositories.ts";
import { useMe } from "../../api/session.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { RecoveryKitButton } from "../../components/recovery-kit.tsx";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { repositoryWords } from "../../components/status-words.ts";
import { ForgetRepository } from "./forget-repository.tsx";
import { HealthSection } from "./health-section.tsx";
import { KitSection } from "./kit-section.tsx";
import { Maintenance } from "./maintenance.tsx";
import { OddThings } from "./odd-things.tsx";
import { ProbeSteps } from "./probe-steps.tsx";
import { RepositoryFacts } from "./repository-facts.tsx";
import { SnapshotList } from "./snapshot-list.tsx";

export function RepositoryPage() {
  const { id = "" } = useParams();
  const repository = useRepository(id);
  const { data } = repository;
  return (
    <Page
      title={data?.name ?? say("Repository")}
      parent={{ to: "/repositories", name: say("Repositories") }}
      badge={data !== undefined && <StatusBadge word={repositoryWords[data.state]} />}
      actions={
        <LinkButton to={`/restore?repository=${id}`} variant="default">
          {say("Restore files")}
        </LinkButton>
      }
    >
      <QueryView query={repository} problem={say("The repository could not be read")}>
        {(known) => <Detail key={known.id} repository={known} />}
      </QueryView>
    </Page>
  );
}

function Detail({ repository }: { repository: Repository }) {
  const isNew = useSearchParams()[0].has("new");
  const mayChange = useMe().data?.role === "admin" && repository.managedBy === null;
  const test = useTestRepository(repository.id);
  return (
    <Stack>
      {isNew && (
        <Alert icon={<IconKey aria-hidden />} color="yellow" title={say("Keep the recovery kit now")}>
          <Stack align="flex-start" gap="sm">
            {say(
              "It holds the password and the commands that open this repository without Holdfast. Keep it somewhere else than on this computer.",
            )}
            <RecoveryKitButton repositoryId={repository.id} repositoryName={repository.name} />
          </Stack>
        </Alert>
      )}
      <OddThings repository={repository} mayChange={mayChange} />
      <Section
        title={say("Place")}
        actions={
          mayChange && (
            <LinkButton to={`/repositories/${repository.id}/edit`} variant="default" size="xs">
              {say("Change")}
            </LinkButton>
          )
        }
      >
        <RepositoryFacts repository={repository} />
        {mayChange && (
          <Group mt="md" gap="xs">
            <Button
              variant="default"
              leftSection={<IconPlugConnected size={16} />}
              loading={test.isPending}
              onClick={() => test.mutate(undefined)}
            >
              {say("Test the connection")}
            </Button>
          </Group>
        )}
      </Section>
      <ProbeSteps probe={test} />
      <HealthSection repositoryId={repository.id} />
      <Maintenance repository={repository} mayChange={mayChange} />
      {mayChange && <KitSection repository={repository} />}
      <SnapshotList repositoryId={repository.id} mayChange={mayChange} />
      {mayChange && <ForgetRepository repository={repository} />}
    </Stack>
  );
}
