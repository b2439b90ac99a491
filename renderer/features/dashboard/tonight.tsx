import { Anchor, Group, Text } from "@mantine/core";
import { Link } from "react-router";
import { say, spokenLocale } from "#contract/words/say";
import { useUpcoming } from "../../api/schedule.ts";
import { busiest, type HourCount, hourCounts } from "../../components/hour-counts.ts";
import { MissingRuns } from "../../components/missing-runs.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { useNow } from "../../components/use-now.ts";

const HOURS = 12;
const HEIGHT = 44;
const clock = (at: number) => new Intl.DateTimeFormat(spokenLocale(), { timeStyle: "short" }).format(at);

const hourName = (at: number) => new Intl.DateTimeFormat(spokenLocale(), { hour: "numeric" }).format(at);

/** How many runs the next hours hold: a crowded hour is seen before it comes. */
export function Tonight() {
  const upcoming = useUpcoming(HOURS);
  const now = useNow();
  return (
    <Section title={say("Next {count} hours", { count: HOURS })}>
      <QueryView query={upcoming} problem={say("The planned runs could not be read")}>
        {({ items, wholeUntil }) => {
          const hours = hourCounts(
            items.map((item) => item.dueAt),
            now,
            HOURS,
          );
          return (
            <>
              <MissingRuns from={wholeUntil} />
              <Bars hours={hours} />
              <Group justify="space-between" mt="xs" gap="xs">
                <Text size="sm">{sentence(hours)}</Text>
                <Anchor component={Link} to="/schedule" size="sm">
                  {say("Schedule")}
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
  if (most === undefined) return say("Nothing is planned.");
  if (most.count === total) return say("{total, plural, one {# run} other {# runs}} planned.", { total });
  if (most.count === 1) return say("{total, number} runs planned, at most one an hour.", { total });
  return say("{total, number} runs planned, most of them ({count, number}) from {time}.", {
    total,
    count: most.count,
    time: clock(most.at),
  });
}

function Bars({ hours }: { hours: readonly HourCount[] }) {
  const most = Math.max(1, ...hours.map((hour) => hour.count));
  return (
    <Group gap={3} align="flex-end" wrap="nowrap" aria-hidden h={HEIGHT + 18}>
      {hours.map((hour, index) => (
        <div key={hour.at} style={{ flex: 1, minWidth: 0, textAlign: "center" }} title={barTitle(hour)}>
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
          <Text
            size="xs"
            c="dimmed"
            style={{ visibility: index % 3 === 0 ? "visible" : "hidden", whiteSpace: "nowrap" }}
          >
            {hourName(hour.at)}
          </Text>
        </div>
      ))}
    </Group>
  );
}

const barTitle = (hour: HourCount) =>
  say("From {time}: {count, plural, one {# run} other {# runs}}", {
    time: clock(hour.at),
    count: hour.count,
  });
