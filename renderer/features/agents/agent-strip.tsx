import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useAgentDays } from "../../api/history.ts";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { StatusStrip } from "../../components/status-strip.tsx";

export function AgentStrip({ id }: { id: Id }) {
  const days = useAgentDays(id);
  return (
    <Section title={say("Last 30 days")}>
      <QueryView query={days} problem={say("The history of this machine could not be read")}>
        {({ items }) => (
          <StatusStrip days={items[0]?.days ?? []} label={say("Backups of the last 30 days")} />
        )}
      </QueryView>
    </Section>
  );
}
