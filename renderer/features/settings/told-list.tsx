import { Badge, Group, Stack, Text } from "@mantine/core";
import type { Notice } from "#contract/notices";
import { say } from "#contract/words/say";
import { useNotices } from "../../api/notices.ts";
import { Paged } from "../../components/paged.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";

export function ToldList() {
  return (
    <Section title={say("What was told")}>
      <Paged
        query={useNotices()}
        problem={say("The list could not be read")}
        empty={say("Nothing yet. The first success of each policy is told, then only what needs somebody.")}
      >
        {(items) => (
          <Stack gap="md" role="list" aria-label={say("What was told")}>
            {items.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} />
            ))}
          </Stack>
        )}
      </Paged>
    </Section>
  );
}

const states = () => ({
  told: { label: say("Told"), color: "teal" },
  waiting: { label: say("Waiting"), color: "indigo" },
  suppressed: { label: say("Not told"), color: "gray" },
  /** There was no channel that could carry it. */
  here: { label: say("Only here"), color: "gray" },
});

function NoticeRow({ notice }: { notice: Notice }) {
  const { status, deliveries, foldedInto } = notice;
  const isOnlyHere = status === "told" && deliveries.length === 0 && foldedInto === null;
  const { label, color } = states()[isOnlyHere ? "here" : status];
  return (
    <Stack gap={2} role="listitem" style={{ overflowWrap: "anywhere" }}>
      <Group gap="xs">
        <Badge variant="light" color={color}>
          {label}
        </Badge>
        <Text size="sm" c="dimmed">
          <TimeAgo at={notice.at} />
        </Text>
      </Group>
      <Text size="sm" fw={notice.status === "suppressed" ? undefined : 600}>
        {notice.title}
      </Text>
      <Text size="xs" c="dimmed">
        {notice.reason}
        {notice.foldedInto !== null && ` ${say("Told in one message with others.")}`}
      </Text>
      {notice.deliveries.map((delivery) => (
        <Text size="xs" c="dimmed" key={delivery.channelId}>
          {delivery.channelName}: {wordsFor(delivery)}
        </Text>
      ))}
    </Stack>
  );
}

function wordsFor({ status, attempts, error }: Notice["deliveries"][number]): string {
  if (status === "sent") return say("sent");
  const told =
    status === "waiting"
      ? say("waits, {count, plural, one {one attempt} other {# attempts}}", { count: attempts })
      : say("given up after {count, plural, one {one attempt} other {# attempts}}", { count: attempts });
  return error === null ? told : `${told}: ${error}`;
}
