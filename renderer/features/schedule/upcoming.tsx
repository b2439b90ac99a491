import { Button, Center, Stack, Table, Text } from "@mantine/core";
import { IconCalendarTime } from "@tabler/icons-react";
import { useState } from "react";
import { say } from "#contract/words/say";
import { useScheduleStatus, useUpcoming } from "../../api/schedule.ts";
import { Empty } from "../../components/empty.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { NameLink } from "../../components/name-link.tsx";
import { LinesLoading, QueryView } from "../../components/query-view.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";

const HOURS = 48;
const PAGE = 50;

export function Upcoming() {
  const upcoming = useUpcoming(HOURS);
  const [shown, setShown] = useState(PAGE);
  return (
    <QueryView
      query={upcoming}
      problem={say("The planned runs could not be read")}
      loading={<LinesLoading lines={8} />}
    >
      {({ items }) =>
        items.length === 0 ? (
          <Empty
            icon={IconCalendarTime}
            title={say("Nothing is planned in the next {hours} hours", { hours: HOURS })}
            description={say(
              "A policy with a schedule that is switched on and protects a machine plans its runs here.",
            )}
          >
            <LinkButton to="/policies">{say("Open policies")}</LinkButton>
          </Empty>
        ) : (
          <Stack>
            <Pulse count={items.length} />
            <Table verticalSpacing="xs" tabularNums aria-label={say("Planned runs")}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say("Due")}</Table.Th>
                  <Table.Th miw={110}>{say("Policy")}</Table.Th>
                  <Table.Th miw={110}>{say("Machine")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.slice(0, shown).map((item) => (
                  <Table.Tr key={`${item.policyId} ${item.agentId} ${item.scheduledFor}`}>
                    <Table.Td>
                      <TimeAgo at={item.dueAt} isPlain />
                    </Table.Td>
                    <Table.Td>
                      <NameLink to={`/policies/${item.policyId}/edit`} size="sm">
                        {item.policyName}
                      </NameLink>
                    </Table.Td>
                    <Table.Td>
                      <NameLink to={`/agents/${item.agentId}`} size="sm">
                        {item.hostname}
                      </NameLink>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {items.length > shown && (
              <Center>
                <Button variant="default" onClick={() => setShown(shown + PAGE)}>
                  {say("Show more")}
                </Button>
              </Center>
            )}
          </Stack>
        )
      }
    </QueryView>
  );
}

/** Whether the clock that starts all this ticks. */
function Pulse({ count }: { count: number }) {
  const status = useScheduleStatus().data;
  return (
    <Text size="sm" c="dimmed">
      {say("{count, plural, one {# run} other {# runs}} in the next {hours} hours.", { count, hours: HOURS })}
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
