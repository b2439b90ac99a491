import { Text, Timeline } from "@mantine/core";
import type { AgentEvent } from "#contract/agents";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useAgentEvents } from "../../api/agents.ts";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";

const SHOWN = 8;

/** What changed about the machine, when and why. */
export function AgentTransitions({ id }: { id: Id }) {
  const events = useAgentEvents(id);
  return (
    <Section title={say("What changed")}>
      <QueryView query={events} problem={say("The changes could not be read")}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed" size="sm">
              {say("Nothing has changed yet. Going offline and coming back appear here with their reasons.")}
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

const words = (): Record<string, string> => ({
  online: say("Online"),
  offline: say("Offline"),
  never: say("Never seen"),
  active: say("Let in"),
  pending: say("Waits for approval"),
  revoked: say("Removed"),
  paused: say("Paused"),
  running: say("Backups go on"),
});

function eventTitle({ from, to }: AgentEvent): string {
  const word = (value: string) => words()[value] ?? value;
  return from === null ? word(to) : `${word(from)} → ${word(to)}`;
}
