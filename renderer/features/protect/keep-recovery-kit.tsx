import { Alert, Checkbox, Group, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useState } from "react";
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
      title="The first backup has started"
      description={
        made ? "One thing is left to do, and only you can do it: keep the recovery kit." : undefined
      }
    >
      {made !== undefined && (
        <Section title="Recovery kit">
          <Stack>
            <Alert
              icon={<IconKey aria-hidden />}
              color="yellow"
              title="Without this password nobody can read the backups"
            >
              If this computer is lost, the kit is the only way to your files: it names the place, holds the
              password and says which restic commands bring everything back. Keep it somewhere else than on
              this computer.
            </Alert>
            <div>
              <Text size="sm" fw={600} mb={4}>
                Password of the repository
              </Text>
              <CopyText value={made.password} name="the password" />
            </div>
            <Group>
              <RecoveryKitButton repositoryId={done.repositoryId} repositoryName={made.name} />
            </Group>
            <Checkbox
              label="I have stored the recovery kit in a safe place"
              checked={isStored}
              onChange={(event) => setStored(event.currentTarget.checked)}
            />
          </Stack>
        </Section>
      )}
      <Group justify="flex-end">
        <LinkButton to={`/tasks/${done.taskId}`} variant={isStored || !made ? "filled" : "default"} size="md">
          See the first backup
        </LinkButton>
      </Group>
    </Page>
  );
}
