import { ScrollArea, Stack, Table, Text } from "@mantine/core";
import type { ForgetGroup } from "#contract/maintenance";
import { say, spokenLocale } from "#contract/words/say";

const MOST_ROWS = 200;

/** What a prune would keep and forget, machine by machine, the newest first. */
export function ForgetPlan({ groups }: { groups: ForgetGroup[] }) {
  if (groups.length === 0)
    return <Text size="sm">{say("No policy says what to keep here, so every snapshot stays.")}</Text>;
  return (
    <Stack gap="sm">
      {groups.map((group) => (
        <div key={`${group.policyId}/${group.host}`}>
          <Text size="sm" fw={600}>
            {say(
              "{host}: {kept, plural, one {# snapshot stays} other {# snapshots stay}}, {gone, plural, one {# goes} other {# go}}",
              { host: group.host, kept: group.keep.length, gone: group.remove.length },
            )}
          </Text>
          <ScrollArea.Autosize mah={220}>
            <Table fz="xs" verticalSpacing={2}>
              <Table.Tbody>
                {rowsOf(group).map(({ id, time, reasons, goes }) => (
                  <Table.Tr key={id}>
                    <Table.Td ff="monospace">{id.slice(0, 8)}</Table.Td>
                    <Table.Td>{new Date(time).toLocaleString(spokenLocale())}</Table.Td>
                    <Table.Td>
                      {goes ? say("goes") : say("stays: {list}", { list: reasons.join(", ") })}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
        </div>
      ))}
    </Stack>
  );
}

function rowsOf({ keep, remove }: ForgetGroup) {
  const rows = [
    ...keep.map((one) => ({ ...one, goes: false })),
    ...remove.map((one) => ({ ...one, goes: true })),
  ];
  return rows.sort((one, two) => two.time.localeCompare(one.time)).slice(0, MOST_ROWS);
}
