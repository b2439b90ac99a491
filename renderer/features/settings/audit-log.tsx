import { Table, Text } from "@mantine/core";
import { say } from "#contract/words/say";
import { useAudit } from "../../api/access.ts";
import { Paged } from "../../components/paged.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";

export function AuditLog() {
  const audit = useAudit();
  return (
    <Section title={say("Who changed what")}>
      <Paged
        query={audit}
        problem={say("The audit log could not be read")}
        empty={say("Nothing has been changed by anybody yet.")}
      >
        {(items) => (
          <Table verticalSpacing="xs" aria-label={say("Audit log")}>
            <Table.Tbody>
              {items.map((entry) => (
                <Table.Tr key={entry.seq}>
                  <Table.Td>
                    <TimeAgo at={entry.at} isPlain />
                  </Table.Td>
                  <Table.Td visibleFrom="sm" fw={600}>
                    {entry.actor}
                  </Table.Td>
                  <Table.Td style={{ overflowWrap: "anywhere" }}>
                    <Text size="sm">
                      {entry.action}
                      <Text span inherit c="dimmed" hiddenFrom="sm">
                        {" "}
                        {say("by {actor}", { actor: entry.actor })}
                      </Text>
                    </Text>
                    <Text size="xs" c="dimmed">
                      {entry.object}
                      {entry.detail !== null && `: ${entry.detail}`}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Paged>
    </Section>
  );
}
