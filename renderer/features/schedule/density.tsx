import { Alert, Box, Stack, Text } from "@mantine/core";
import { IconCalendarTime } from "@tabler/icons-react";
import { say, spokenLocale } from "#contract/words/say";
import { useUpcoming } from "../../api/schedule.ts";
import { Empty } from "../../components/empty.tsx";
import { MissingRuns } from "../../components/missing-runs.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { useNow } from "../../components/use-now.ts";
import classes from "./density-grid.module.css";
import { type DensityDay, densityOf, mostCrowded } from "./week-density.ts";

const DAYS = 7;
const CROWDED = 5;
const dayName = (at: number | Date) =>
  new Intl.DateTimeFormat(spokenLocale(), { weekday: "short" }).format(at);
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Seven days by hours: whether everything starts at once. */
export function Density() {
  const upcoming = useUpcoming(DAYS * 24);
  const now = useNow();
  return (
    <QueryView query={upcoming} problem={say("The planned runs could not be read")}>
      {({ items, wholeUntil }) =>
        items.length === 0 ? (
          <Empty
            icon={IconCalendarTime}
            title={say("Nothing is planned this week")}
            description={say("The hours of the coming runs appear here.")}
          />
        ) : (
          <Section title={say("Runs in the next 7 days, by hour")}>
            <MissingRuns from={wholeUntil} />
            <Grid
              days={densityOf(
                items.map((item) => item.dueAt),
                now,
                DAYS,
              )}
            />
          </Section>
        )
      }
    </QueryView>
  );
}

function Grid({ days }: { days: DensityDay[] }) {
  const most = mostCrowded(days);
  return (
    <Stack>
      <Text size="sm">
        {most === undefined
          ? say("Nothing is planned.")
          : say("Most runs in one hour: {count}, on {day} from {hour}:00.", {
              count: most.count,
              day: dayName(most.at),
              hour: most.hour,
            })}
      </Text>
      {most !== undefined && most.count >= CROWDED && (
        <Alert
          color="yellow"
          title={say("{count, plural, one {# run} other {# runs}} start within an hour", {
            count: most.count,
          })}
        >
          {say(
            "They share disks, network and repository. Give their policies other times, or a wider “Spread over”.",
          )}
        </Alert>
      )}
      <Box style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label={say("Runs by day and hour")}>
        <table className={classes["grid"]} style={{ minWidth: 600 }}>
          <thead>
            <tr>
              <th scope="row">{say("Day")}</th>
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.at}>
                <th scope="row">{dayName(day.at)}</th>
                {day.hours.map((count, hour) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the place is the hour
                  <td key={hour} className={classes["cell"]} style={shade(count, most?.count ?? 1)}>
                    {count === 0 ? "" : count}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Box>
    </Stack>
  );
}

/** The text stays readable on every shade; the number says the same without it. */
function shade(count: number, most: number) {
  if (count === 0) return undefined;
  const share = Math.round(12 + (28 * count) / most);
  return { background: `color-mix(in srgb, var(--mantine-color-blue-5) ${share}%, transparent)` };
}
