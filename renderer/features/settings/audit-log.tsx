import { Button, Center, Stack, Table, Text } from "@mantine/core";
import { useAudit } from "../../api/access.ts";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";

export function AuditLog() {
  const audit = useAudit();
  return (
    <Section title="Who changed what">
      <QueryView query={audit} problem="The audit log could not be read">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            return (
              <Text c="dimmed" size="sm">
                Nothing has been changed by anybody yet.
              </Text>
            );
          }
          return (
            <Stack>
              <Table verticalSpacing="xs" aria-label="Audit log">
                <Table.Tbody>
                  {items.map((entry) => (
                    <Table.Tr key={entry.seq}>
                      <Table.Td>
                        <TimeAgo at={entry.at} size="sm" />
                      </Table.Td>
                      <Table.Td>
                        <Text size="sm" fw={600}>
                          {entry.actor}
                        </Text>
                      </Table.Td>
                      <Table.Td style={{ overflowWrap: "anywhere" }}>
                        <Text size="sm">{entry.action}</Text>
                        <Text size="xs" c="dimmed">
                          {entry.object}
                          {entry.detail !== null && `: ${entry.detail}`}
                        </Text>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
              {audit.hasNextPage && (
                <Center>
                  <Button
                    variant="default"
                    loading={audit.isFetchingNextPage}
                    onClick={() => void audit.fetchNextPage()}
                  >
                    Load more
                  </Button>
                </Center>
              )}
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}
