import { Button, Center, Stack, Table, Text } from "@mantine/core";
import { IconCalendarTime } from "@tabler/icons-react";
import { useState } from "react";
import { say } from "#contract/words/say";
import { useScheduleStatus, useUpcoming } from "../../api/schedule.ts";
import { Empty } from "../../components/empty.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { MissingRuns } from "../../components/missing-runs.tsx";
import { LinesLoading, QueryView } from "../../components/query-view.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { useNow } from "../../components/use-now.ts";
import { type PlannedSeries, plannedSeries } from "./planned-series.ts";
import { SeriesRow } from "./series-row.tsx";

const HOURS = 48;
const PAGE = 50;

export function Upcoming() {
  const upcoming = useUpcoming(HOURS);
  const now = useNow();
  return (
    <QueryView
      query={upcoming}
      problem={say("The planned runs could not be read")}
      loading={<LinesLoading lines={8} />}
    >
      {({ items, wholeUntil }) => <Series all={plannedSeries(items, now)} wholeUntil={wholeUntil} />}
    </QueryView>
  );
}

type SeriesProps = { all: PlannedSeries[]; wholeUntil: string | null };

function Series({ all, wholeUntil }: SeriesProps) {
  const [shown, setShown] = useState(PAGE);
  if (all.length === 0) return <NothingPlanned />;
  return (
    <Stack>
      <div>
        <MissingRuns from={wholeUntil} />
        <Pulse count={all.reduce((sum, series) => sum + runsOf(series), 0)} isWhole={wholeUntil === null} />
      </div>
      <Table verticalSpacing="xs" tabularNums aria-label={say("Planned runs")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th miw={150}>{say("Due")}</Table.Th>
            <Table.Th miw={105}>{say("Policy")}</Table.Th>
            <Table.Th miw={90}>{say("Machine")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {all.slice(0, shown).map((series) => (
            <SeriesRow key={series.key} series={series} />
          ))}
        </Table.Tbody>
      </Table>
      {all.length > shown && (
        <Center>
          <Button variant="default" onClick={() => setShown(shown + PAGE)}>
            {say("Show more")}
          </Button>
        </Center>
      )}
    </Stack>
  );
}

const runsOf = ({ times }: PlannedSeries) => times.reduce((sum, { machines }) => sum + machines, 0);

function NothingPlanned() {
  return (
    <Empty
      icon={IconCalendarTime}
      title={say("Nothing is planned in the next {hours} hours", { hours: HOURS })}
      description={say(
        "A policy with a schedule that is switched on plans its runs here, for machines that are not paused.",
      )}
    >
      <LinkButton to="/policies">{say("Open policies")}</LinkButton>
    </Empty>
  );
}

/** Whether the clock that starts all this ticks. */
function Pulse({ count, isWhole }: { count: number; isWhole: boolean }) {
  const status = useScheduleStatus().data;
  return (
    <Text size="sm" c="dimmed">
      {isWhole
        ? say("{count, plural, one {# run} other {# runs}} in the next {hours} hours.", {
            count,
            hours: HOURS,
          })
        : say("More than {count, number} runs in the next {hours} hours.", { count, hours: HOURS })}
      {status !== undefined && (
        <>
          {" "}
          {sayWith(
            "{count, plural, one {# schedule} other {# schedules}} in use; the scheduler last looked {time}.",
            { count: status.activeSchedules, time: <TimeAgo at={status.lastTickAt} none={say("never")} /> },
          )}
        </>
      )}
    </Text>
  );
}
