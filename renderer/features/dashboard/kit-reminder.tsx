import { Alert, Group, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useRepositories } from "../../api/repositories.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { kitsToMake } from "./kits-to-make.ts";

/** Until there is a recovery kit that opens the repository: a lost computer would mean lost backups. */
export function KitReminder() {
  const { never, stale } = kitsToMake(useRepositories().data?.items ?? []);
  const [without] = never;
  const [outdated] = stale;
  return (
    <>
      {without !== undefined && (
        <Reminder
          title={say(
            "{count, plural, one {The repository {name} has no recovery kit yet} other {# repositories have no recovery kit yet}}",
            { count: never.length, name: without.name },
          )}
          why={say("If this computer is lost, nobody can read the backups without it.")}
          step={say("Keep the recovery kit")}
          repositoryId={without.id}
        />
      )}
      {outdated !== undefined && (
        <Reminder
          title={say(
            "{count, plural, one {The recovery kit of {name} does not open it any more} other {The recovery kits of # repositories do not open them any more}}",
            { count: stale.length, name: outdated.name },
          )}
          why={say(
            "Password, place or sign-in were changed since it was made. If this computer is lost, nobody can read the backups with it.",
          )}
          step={say("Make a new kit")}
          repositoryId={outdated.id}
        />
      )}
    </>
  );
}

function Reminder(props: { title: string; why: string; step: string; repositoryId: Id }) {
  const { title, why, step, repositoryId } = props;
  return (
    <Alert color="yellow" icon={<IconKey aria-hidden />} title={title}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" style={{ flex: "1 1 260px" }}>
          {why}
        </Text>
        <LinkButton to={`/repositories/${repositoryId}`} variant="default">
          {step}
        </LinkButton>
      </Group>
    </Alert>
  );
}
