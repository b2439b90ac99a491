import { Anchor, Table, Text } from "@mantine/core";
import { Fragment } from "react";
import { Link } from "react-router";
import type { AuditEntry } from "#contract/audit";
import { say } from "#contract/words/say";
import { useAudit, useVerifyAudit } from "../../api/access.ts";
import { Paged } from "../../components/paged.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { type AboutPart, aboutOf } from "./audit-about.ts";
import { AuditCheckButton, AuditCheckResult } from "./audit-check.tsx";
import { actionWords, actorWords } from "./audit-words.ts";

export function AuditLog() {
  const audit = useAudit();
  const check = useVerifyAudit();
  return (
    <Section title={say("Who changed what")} actions={<AuditCheckButton check={check} />}>
      <AuditCheckResult check={check} />
      <Paged
        query={audit}
        problem={say("The audit log could not be read")}
        empty={say("Nothing has been changed by anybody yet.")}
      >
        {(items) => (
          <Table verticalSpacing="xs" aria-label={say("Audit log")}>
            <Table.Tbody>
              {items.map((entry) => (
                <EntryRow key={entry.seq} entry={entry} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Paged>
    </Section>
  );
}

function EntryRow({ entry }: { entry: AuditEntry }) {
  const actor = actorWords(entry.actor);
  return (
    <Table.Tr>
      <Table.Td>
        <TimeAgo at={entry.at} isPlain />
        <Text size="xs" c="dimmed">
          {say("No. {seq, number}", { seq: entry.seq })}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
        {actor}
      </Table.Td>
      <Table.Td style={{ overflowWrap: "anywhere" }}>
        <Text size="sm">
          {actionWords(entry.action)}
          <Text span inherit c="dimmed" hiddenFrom="sm">
            {" · "}
            {actor}
          </Text>
        </Text>
        <Text size="xs" c="dimmed">
          {aboutOf(entry).map((part, at) => (
            <Fragment key={`${part.to} ${part.text}`}>
              {at > 0 && " · "}
              <About part={part} />
            </Fragment>
          ))}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

function About({ part: { text, to } }: { part: AboutPart }) {
  if (to === undefined) return text;
  return (
    <Anchor component={Link} to={to} inherit underline="always">
      {text}
    </Anchor>
  );
}
