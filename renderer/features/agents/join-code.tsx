import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import type { Instant } from "#contract/values";
import { CopyText } from "../../components/copy-text.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { plural } from "../../format/plural.ts";

type Props = {
  enrolment: { joinCode: string; expiresAt: Instant; uses: number };
  /** Whether this install listens to other machines at all. */
  isReachable: boolean;
  onDone: () => void;
  onAnother: () => void;
};

/** Shown once: the server keeps only what proves the code. */
export function JoinCode({ enrolment, isReachable, onDone, onAnother }: Props) {
  return (
    <Stack>
      <Text size="sm">
        Install Holdfast on the other computer and run this command there. The code is shown only now.
      </Text>
      {!isReachable && (
        <Alert
          color="yellow"
          icon={<IconAlertTriangle aria-hidden />}
          title="Other computers cannot reach this one yet"
        >
          Holdfast listens on this computer only. Start it with the option --lan, then make a new code.
        </Alert>
      )}
      <div>
        <Text size="sm" fw={600} mb={4}>
          Join code
        </Text>
        <CopyText value={enrolment.joinCode} name="the join code" isLong />
      </div>
      <div>
        <Text size="sm" fw={600} mb={4}>
          Command
        </Text>
        <CopyText value={`holdfast join ${enrolment.joinCode}`} name="the command" isLong />
      </div>
      <Alert icon={<IconClock aria-hidden />} color="gray">
        Lets in {plural(enrolment.uses, "computer")} and ends <TimeAgo at={enrolment.expiresAt} />.
      </Alert>
      <Group justify="flex-end">
        <Button variant="default" onClick={onAnother}>
          Make another
        </Button>
        <Button onClick={onDone}>Done</Button>
      </Group>
    </Stack>
  );
}
