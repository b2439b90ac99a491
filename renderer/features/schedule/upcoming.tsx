import { Anchor, Button, Center, Stack, Table, Text } from "@mantine/core";
import { IconCalendarTime } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "react-router";
import { useScheduleStatus, useUpcoming } from "../../api/schedule.ts";
import { Empty } from "../../components/empty.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { LinesLoading, QueryView } from "../../components/query-view.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { plural } from "../../format/plural.ts";

const HOURS = 48;
const PAGE = 50;

export function Upcoming() {
  const upcoming = useUpcoming(HOURS);
  const [shown, setShown] = useState(PAGE);
  return (
    <QueryView
      query={upcoming}
      problem="The planned runs could not be read"
      loading={<LinesLoading lines={8} />}
    >
      {({ items }) =>
        items.length === 0 ? (
          <Empty
            icon={IconCalendarTime}
            title={`Nothing is planned in the next ${HOURS} hours`}
            description="A policy with a schedule that is switched on and protects a machine plans its runs here."
          >
            <LinkButton to="/policies">Open policies</LinkButton>
          </Empty>
        ) : (
          <Stack>
            <Pulse count={items.length} />
            <Table verticalSpacing="xs" tabularNums aria-label="Planned runs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Due</Table.Th>
                  <Table.Th miw={110}>Policy</Table.Th>
                  <Table.Th miw={110}>Machine</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.slice(0, shown).map((item) => (
                  <Table.Tr key={`${item.policyId} ${item.agentId} ${item.scheduledFor}`}>
                    <Table.Td>
                      <TimeAgo at={item.dueAt} isPlain />
                    </Table.Td>
                    <Table.Td>
                      <Anchor
                        component={Link}
                        to={`/policies/${item.policyId}/edit`}
                        size="sm"
                        style={{ overflowWrap: "anywhere" }}
                      >
                        {item.policyName}
                      </Anchor>
                    </Table.Td>
                    <Table.Td>
                      <Anchor
                        component={Link}
                        to={`/agents/${item.agentId}`}
                        size="sm"
                        style={{ overflowWrap: "anywhere" }}
                      >
                        {item.hostname}
                      </Anchor>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {items.length > shown && (
              <Center>
                <Button variant="default" onClick={() => setShown(shown + PAGE)}>
                  Show more
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
      {plural(count, "run")} in the next {HOURS} hours.
      {status !== undefined && (
        <>
          {" "}
          {plural(status.activeSchedules, "schedule")} in use; the scheduler last looked{" "}
          <TimeAgo at={status.lastTickAt} none="never" />.
        </>
      )}
    </Text>
  );
}
