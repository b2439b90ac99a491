import { Anchor, Group, Text } from "@mantine/core";
import { Link } from "react-router";
import { useUpcoming } from "../../api/schedule.ts";
import { busiest, type HourCount, hourCounts } from "../../components/hour-counts.ts";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { useNow } from "../../components/use-now.ts";
import { plural } from "../../format/plural.ts";

const HOURS = 12;
const HEIGHT = 44;
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** How many runs the next hours hold: a crowded hour is seen before it comes. */
export function Tonight() {
  const upcoming = useUpcoming(HOURS);
  const now = useNow();
  return (
    <Section title={`Next ${HOURS} hours`}>
      <QueryView query={upcoming} problem="The planned runs could not be read">
        {({ items }) => {
          const hours = hourCounts(
            items.map((item) => item.dueAt),
            now,
            HOURS,
          );
          return (
            <>
              <Bars hours={hours} />
              <Group justify="space-between" mt="xs" gap="xs">
                <Text size="sm">{sentence(hours)}</Text>
                <Anchor component={Link} to="/schedule" size="sm">
                  Schedule
                </Anchor>
              </Group>
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

function sentence(hours: readonly HourCount[]): string {
  const total = hours.reduce((sum, hour) => sum + hour.count, 0);
  const most = busiest(hours);
  if (most === undefined) return "Nothing is planned.";
  const share = most.count === total ? "" : `, most of them (${most.count}) from ${clock.format(most.at)}`;
  return `${plural(total, "run")} planned${share}.`;
}

function Bars({ hours }: { hours: readonly HourCount[] }) {
  const most = Math.max(1, ...hours.map((hour) => hour.count));
  return (
    <Group gap={3} align="flex-end" wrap="nowrap" aria-hidden h={HEIGHT + 18}>
      {hours.map((hour, index) => (
        <div key={hour.at} style={{ flex: 1, textAlign: "center" }} title={barTitle(hour)}>
          <div
            style={{
              height: Math.max(2, Math.round((HEIGHT * hour.count) / most)),
              borderRadius: 3,
              background:
                hour.count === 0
                  ? "var(--mantine-color-default-border)"
                  : "var(--mantine-primary-color-filled)",
            }}
          />
          <Text size="xs" c="dimmed" style={{ visibility: index % 3 === 0 ? "visible" : "hidden" }}>
            {new Date(hour.at).getHours()}
          </Text>
        </div>
      ))}
    </Group>
  );
}

const barTitle = (hour: HourCount) => `From ${clock.format(hour.at)}: ${plural(hour.count, "run")}`;
