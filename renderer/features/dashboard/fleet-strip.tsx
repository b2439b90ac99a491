import { say } from "#contract/words/say";
import { useFleetDays } from "../../api/history.ts";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { StatusStrip } from "../../components/status-strip.tsx";

export function FleetStrip() {
  const days = useFleetDays();
  return (
    <Section title={say("Last 30 days")}>
      <QueryView query={days} problem={say("The history could not be read")}>
        {({ items }) => (
          <StatusStrip days={items[0]?.days ?? []} label={say("Backups of the last 30 days, day by day")} />
        )}
      </QueryView>
    </Section>
  );
}
