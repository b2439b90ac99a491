import { Alert, Badge, Box, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { NoticeChannel } from "#contract/notices";
import { say } from "#contract/words/say";
import { useDeleteChannel, useTestChannel } from "../../api/notices.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { ChannelEditor } from "./channel-editor.tsx";
import { channelKinds } from "./channel-kinds.ts";

export function ChannelRow({ channel }: { channel: NoticeChannel }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const trial = useTestChannel(channel.id);
  const remove = useDeleteChannel(channel.id);
  return (
    <Stack gap="xs" role="listitem">
      <Group justify="space-between" gap="xs" align="flex-start">
        <Box style={{ flex: "1 1 220px", overflowWrap: "anywhere" }}>
          <Group gap="xs">
            <Text fw={600}>{channel.name}</Text>
            {!channel.enabled && (
              <Badge variant="outline" color="gray">
                {say("Off")}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {channelKinds()[channel.kind].label} · {channel.goesTo}
          </Text>
          <Text size="sm" c="dimmed">
            {sayWith("Last sent {time}", { time: <TimeAgo at={channel.lastSentAt} none={say("never")} /> })}
          </Text>
        </Box>
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={say("Send a test on {name}", { name: channel.name })}
            loading={trial.isPending}
            onClick={() => trial.mutate()}
          >
            {say("Send test")}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={say("Edit {name}", { name: channel.name })}
            onClick={open}
          >
            {say("Edit")}
          </Button>
          <ConfirmButton
            size="compact-sm"
            label={say("Remove")}
            question={say("Remove {name}?", { name: channel.name })}
            effect={say("Nothing is told there any more. Its secrets are deleted.")}
            confirmLabel={say("Remove")}
            action={remove}
          />
        </Group>
      </Group>
      <Outcome channel={channel} trial={trial} />
      <Modal opened={isOpen} onClose={close} title={say("Edit {name}", { name: channel.name })} size="lg">
        <ChannelEditor known={channel} onDone={close} />
      </Modal>
    </Stack>
  );
}

type Trial = Pick<ReturnType<typeof useTestChannel>, "data" | "error" | "isPending">;

function Outcome({ channel, trial }: { channel: NoticeChannel; trial: Trial }) {
  if (trial.isPending) return null;
  if (trial.error !== null) return <ProblemAlert title={say("No test was sent")} error={trial.error} />;
  if (trial.data?.delivered === true) {
    return (
      <Alert color="teal" role="status" title={say("The test was taken")}>
        {say("See whether it arrived. It took {tookMs} ms.", { tookMs: trial.data.tookMs })}
      </Alert>
    );
  }
  const problem = trial.data?.detail ?? channel.lastError;
  if (problem === null || problem === undefined) return null;
  return (
    <Alert
      color="red"
      role="status"
      title={trial.data ? say("The test did not go out") : say("The last attempt failed")}
    >
      {say("{problem} Check the fields, then send a test.", { problem })}
    </Alert>
  );
}
