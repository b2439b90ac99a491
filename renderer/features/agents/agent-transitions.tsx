import { Text, Timeline } from "@mantine/core";
import type { AgentEvent } from "#contract/agents";
import type { Id } from "#contract/values";
import { useAgentEvents } from "../../api/agents.ts";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";

const SHOWN = 8;

/** What changed about the machine, when and why. */
export function AgentTransitions({ id }: { id: Id }) {
  const events = useAgentEvents(id);
  return (
    <Section title="What changed">
      <QueryView query={events} problem="The changes could not be read">
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed" size="sm">
              Nothing has changed yet. Going offline and coming back appear here with their reasons.
            </Text>
          ) : (
            <Timeline bulletSize={14} lineWidth={2} active={items.length}>
              {items.slice(0, SHOWN).map((event) => (
                <Timeline.Item
                  key={event.id}
                  title={
                    <Text size="sm" fw={600}>
                      {eventTitle(event)}
                    </Text>
                  }
                >
                  <Text size="sm" c="dimmed">
                    <TimeAgo at={event.at} />: {event.reason}
                  </Text>
                </Timeline.Item>
              ))}
            </Timeline>
          )
        }
      </QueryView>
    </Section>
  );
}

const words: Record<string, string> = {
  online: "Online",
  offline: "Offline",
  never: "Never seen",
  active: "Let in",
  pending: "Waits for approval",
  revoked: "Removed",
  paused: "Paused",
  running: "Backups go on",
};

function eventTitle({ from, to }: AgentEvent): string {
  const word = (value: string) => words[value] ?? value;
  return from === null ? word(to) : `${word(from)} → ${word(to)}`;
}
