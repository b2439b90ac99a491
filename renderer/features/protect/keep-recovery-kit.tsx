import { Alert, Checkbox, Group, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useState } from "react";
import { say } from "#contract/words/say";
import { CopyText } from "../../components/copy-text.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { Page } from "../../components/page.tsx";
import { RecoveryKitButton } from "../../components/recovery-kit.tsx";
import { Section } from "../../components/section.tsx";
import type { Protected } from "./use-protect.ts";

/** The first backup runs meanwhile; the way on is open at once, only louder once the kit is stored. */
export function KeepRecoveryKit({ done }: { done: Protected }) {
  const [isStored, setStored] = useState(false);
  const { made } = done;
  return (
    <Page
      title={say("The first backup has started")}
      description={
        made ? say("One thing is left to do, and only you can do it: keep the recovery kit.") : undefined
      }
    >
      {made !== undefined && (
        <Section title={say("Recovery kit")}>
          <Stack>
            <Alert
              icon={<IconKey aria-hidden />}
              color="yellow"
              title={say("Without this password nobody can read the backups")}
            >
              {say(
                "If this computer is lost, the kit is the only way to your files: it names the place, holds the password and says which restic commands bring everything back. Keep it somewhere else than on this computer.",
              )}
            </Alert>
            <div>
              <Text size="sm" fw={600} mb={4}>
                {say("Password of the repository")}
              </Text>
              <CopyText value={made.password} name={say("the password")} />
            </div>
            <Group>
              <RecoveryKitButton repositoryId={done.repositoryId} repositoryName={made.name} />
            </Group>
            <Checkbox
              label={say("I have stored the recovery kit in a safe place")}
              checked={isStored}
              onChange={(event) => setStored(event.currentTarget.checked)}
            />
          </Stack>
        </Section>
      )}
      <Group justify="flex-end">
        <LinkButton to={`/tasks/${done.taskId}`} variant={isStored || !made ? "filled" : "default"} size="md">
          {say("See the first backup")}
        </LinkButton>
      </Group>
    </Page>
  );
}
