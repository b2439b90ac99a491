import { Alert, Button, Group, Select, Stack, Table, Text } from "@mantine/core";
import { IconTestPipe } from "@tabler/icons-react";
import { useState } from "react";
import type { Agent } from "#contract/agents";
import { tryUnsavedPolicy } from "#contract/policies";
import type { TryReport } from "#contract/try-policy";
import { say } from "#contract/words/say";
import { useTryPolicy } from "../../api/policies.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { Section } from "../../components/section.tsx";
import { formatBytes } from "../../format/bytes.ts";
import type { SectionProps } from "./form-type.ts";
import { policyDraft } from "./policy-form.ts";
import { absenceOf, failingOf } from "./tried-words.ts";

type Props = SectionProps & { agents: Agent[] };

/** What the form would back up, counted on a machine before anything is saved. */
export function TrySection({ form, agents }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const attempt = useTryPolicy();
  const first = agents.find((agent) => form.values.agentIds.includes(agent.id)) ?? agents[0];
  const agentId = chosen ?? first?.id;
  const { include, optionalPaths, exclude, perOs, excludeOptions, repositoryId } = policyDraft(form.values);
  const asked = tryUnsavedPolicy.body.safeParse({
    include: include.filter((path) => path !== ""),
    optionalPaths,
    exclude,
    ...(perOs && { perOs }),
    excludeOptions,
    ...(repositoryId === "" ? {} : { repositoryId }),
    agentId,
  });
  return (
    <Section title={say("Try it")}>
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <Select
            label={say("On")}
            data={agents.map(({ id, hostname }) => ({ value: id, label: hostname }))}
            value={agentId ?? null}
            onChange={setChosen}
            allowDeselect={false}
            searchable={agents.length > 8}
            style={{ flex: "1 1 180px" }}
          />
          <Button
            variant="default"
            leftSection={<IconTestPipe size={16} />}
            loading={attempt.isPending}
            disabled={asked.data === undefined || agentId === undefined}
            onClick={() => asked.data !== undefined && attempt.mutate(asked.data)}
          >
            {say("Count what it would back up")}
          </Button>
        </Group>
        {attempt.error !== null && (
          <ProblemAlert title={say("It could not be tried")} error={attempt.error} />
        )}
        {attempt.data === undefined ? (
          <Text size="sm" c="dimmed">
            {say(
              "Nothing is saved and nothing is backed up: the machine counts files and says which folders are missing.",
            )}
          </Text>
        ) : (
          <Report report={attempt.data} />
        )}
      </Stack>
    </Section>
  );
}

const counted = ({ files, bytes }: { files: number; bytes: number }) => ({
  count: files,
  size: formatBytes(bytes),
});

function Report({ report }: { report: TryReport }) {
  const failing = failingOf(report.roots);
  return (
    <Stack gap="sm">
      <Text fw={600} role="status">
        {report.complete
          ? say("{count, plural, one {# file} other {# files}}, {size}", counted(report))
          : say("At least {count, plural, one {# file} other {# files}}, {size}", counted(report))}
      </Text>
      {report.note !== null && (
        <Text size="sm" c="dimmed">
          {report.note}
        </Text>
      )}
      {failing !== undefined && (
        <Alert color="red" title={say("A backup would end as a failure")}>
          {failing}
        </Alert>
      )}
      <Table verticalSpacing={6} tabularNums aria-label={say("What was counted")}>
        <Table.Tbody>
          {report.roots.map((root) => (
            <Table.Tr key={root.path}>
              <Table.Td style={{ overflowWrap: "anywhere" }}>
                <Text size="sm" ff="monospace">
                  {root.resolved}
                </Text>
              </Table.Td>
              <Table.Td ta="right">
                {root.state === "there"
                  ? say("{count, plural, one {# file} other {# files}}, {size}", counted(root))
                  : absenceOf(root)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {report.unreadableCount > 0 && (
        <Alert
          color="yellow"
          title={say("{count, plural, one {# item cannot be read} other {# items cannot be read}}", {
            count: report.unreadableCount,
          })}
        >
          {report.unreadable.map((item) => item.path).join(", ")}
        </Alert>
      )}
    </Stack>
  );
}
