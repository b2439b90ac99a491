import { Alert, Anchor, Code, DataList, Stack, Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Assignment, Policy } from "#contract/policies";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useAgent, useAgentPolicies } from "../../api/agents.ts";
import { useMe } from "../../api/session.ts";
import { EffectiveValues } from "../../components/effective-values.tsx";
import { Fact } from "../../components/fact.tsx";
import { Section } from "../../components/section.tsx";
import { systemNames } from "../../components/system-names.ts";
import { policyDraft, policyFormOf } from "./policy-form.ts";
import { policySentence } from "./policy-sentence.ts";
import { SavedAs } from "./saved-as.tsx";
import { SchedulePreview } from "./schedule-preview.tsx";
import { systems } from "./system-form.ts";

type Props = { policy: Policy; assigned: Assignment[] };

/** A policy that whoever looks may not change: told in words instead of a form of grey fields, and first of all why. */
export function PolicyReading({ policy, assigned }: Props) {
  const localAgentId = useMe().data?.localAgentId ?? null;
  const byName = assigned.filter(({ byLabel }) => byLabel === null);
  const form = policyFormOf(
    policy,
    byName.map(({ agentId }) => agentId),
  );
  const sentence = policySentence(
    form,
    policy.repositoryName,
    byName.map(({ hostname }) => hostname),
  );
  return (
    <Stack>
      <Alert icon={<IconLock aria-hidden />} color="gray" title={whyNot(policy.managedBy)}>
        {policy.managedBy !== null &&
          say(
            "What is changed there applies here within a minute. While {manager} cannot be reached, this computer goes on backing up by what it knows.",
            { manager: policy.managedBy },
          )}
      </Alert>
      <Section title={say("In words")}>
        <Text style={{ overflowWrap: "anywhere" }}>{sentence}</Text>
        {policy.description !== "" && (
          <Text size="sm" c="dimmed" mt="xs" style={{ whiteSpace: "pre-wrap" }}>
            {policy.description}
          </Text>
        )}
      </Section>
      <Section title={say("What")}>
        <DataList labelWidth={150}>
          <Paths name={say("Folders")} paths={policy.include} />
          <Paths name={say("Left out")} paths={policy.exclude} />
          {systems.map((os) => (
            <Paths
              key={os}
              name={say("Only on {system}", { system: systemNames[os] })}
              paths={[
                ...(policy.perOs?.[os]?.include ?? []),
                ...(policy.perOs?.[os]?.exclude ?? []).map((pattern) =>
                  say("without {pattern}", { pattern }),
                ),
              ]}
            />
          ))}
          <Fact name={say("To")}>
            <Anchor component={Link} to={`/repositories/${policy.repositoryId}`} inherit>
              {policy.repositoryName}
            </Anchor>
          </Fact>
        </DataList>
        {localAgentId !== null && <OnThisComputer id={localAgentId} policyId={policy.id} />}
      </Section>
      <Section title={say("When")}>
        <SchedulePreview rhythm={form.rhythm} timeZone={form.timeZone} />
      </Section>
      <SavedAs draft={policyDraft(form, policy)} />
    </Stack>
  );
}

function whyNot(managedBy: string | null): string {
  return managedBy === null
    ? say("Only an administrator can change a policy.")
    : say("Managed by {manager}. It is changed there, not here.", { manager: managedBy });
}

/** Where those folders are, if this computer is among the machines. */
function OnThisComputer({ id, policyId }: { id: Id; policyId: Id }) {
  const agent = useAgent(id).data;
  const policy = useAgentPolicies(id).data?.policies.find((one) => one.id === policyId);
  if (agent === undefined || policy === undefined) return null;
  return <EffectiveValues policy={policy} os={agent.os} />;
}

function Paths({ name, paths }: { name: string; paths: readonly string[] }) {
  if (paths.length === 0) return null;
  return (
    <Fact name={name}>
      <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {paths.map((path) => (
          <li key={path}>
            <Code style={{ overflowWrap: "anywhere" }}>{path}</Code>
          </li>
        ))}
      </Stack>
    </Fact>
  );
}
