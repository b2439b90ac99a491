import { Group, Stack, Text } from "@mantine/core";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { RecoveryKitButton } from "../../components/recovery-kit.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { CheckKit } from "./check-kit.tsx";
import { EncryptedKit } from "./encrypted-kit.tsx";
import { PrintKit } from "./print-kit.tsx";

/** Whether there is a way back when this computer is gone, and whether anybody has tried it. */
export function KitSection({ repository }: { repository: Repository }) {
  const { id, name } = repository;
  return (
    <Section title={say("Recovery kit")}>
      <Stack gap="sm">
        <Text size="sm">
          <KitWords kit={repository.kit} />
        </Text>
        <Group gap="xs">
          <RecoveryKitButton repositoryId={id} repositoryName={name} variant="default" />
          <PrintKit repositoryId={id} />
          <EncryptedKit />
          {!repository.perAgent && <CheckKit repository={repository} />}
        </Group>
      </Stack>
    </Section>
  );
}

function KitWords({ kit: { madeAt, checkedAt, stale } }: Pick<Repository, "kit">) {
  if (stale)
    return say(
      "The kit that was made does not open this repository any more: password, place or sign-in were changed since. Make a new one.",
    );
  if (madeAt === null) return say("No kit was made yet. Without one a lost computer means lost backups.");
  return (
    <>
      {sayWith("Made {time}.", { time: <TimeAgo at={madeAt} /> })}{" "}
      {checkedAt === null
        ? say("Nobody has tried yet whether it opens the repository.")
        : sayWith("It opened the repository {time}.", { time: <TimeAgo at={checkedAt} /> })}
    </>
  );
}
