import { Button, Divider, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Fragment } from "react";
import { say } from "#contract/words/say";
import { useNoticeChannels } from "../../api/notices.ts";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { ChannelEditor } from "./channel-editor.tsx";
import { ChannelRow } from "./channel-row.tsx";
import { ToldList } from "./told-list.tsx";

export function Notifications() {
  const channels = useNoticeChannels();
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <Stack>
      <Section
        title={say("Channels")}
        actions={
          <Button size="compact-md" onClick={open}>
            {say("Add a channel")}
          </Button>
        }
      >
        <QueryView query={channels} problem={say("The channels could not be read")}>
          {({ items }) =>
            items.length === 0 ? (
              <Text c="dimmed" size="sm">
                {say(
                  "No channel yet. Add one, and Holdfast writes when a backup needs somebody, even while nobody looks here.",
                )}
              </Text>
            ) : (
              <Stack role="list" aria-label={say("Channels")}>
                {items.map((channel, index) => (
                  <Fragment key={channel.id}>
                    {index > 0 && <Divider />}
                    <ChannelRow channel={channel} />
                  </Fragment>
                ))}
              </Stack>
            )
          }
        </QueryView>
      </Section>
      <ToldList />
      <Modal opened={isOpen} onClose={close} title={say("Add a channel")} size="lg">
        <ChannelEditor onDone={close} />
      </Modal>
    </Stack>
  );
}
