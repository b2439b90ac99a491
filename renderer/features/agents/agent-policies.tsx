import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { Link } from "react-router";
import type { EffectivePolicy } from "#contract/agents";
import type { Id, OperatingSystem } from "#contract/values";
import { say } from "#contract/words/say";
import { useAgentPolicies } from "../../api/agents.ts";
import { useCreateTask } from "../../api/tasks.ts";
import { EffectiveValues } from "../../components/effective-values.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { scheduleSentence } from "../../components/schedule-sentence.ts";
import { Section } from "../../components/section.tsx";
import { showProblem } from "../../components/show-problem.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { useGoOn } from "../../components/use-go-on.ts";

type Props = { id: Id; os: OperatingSystem; mayChange: boolean };

export function AgentPolicies({ id, os, mayChange }: Props) {
  const policies = useAgentPolicies(id);
  return (
    <Section title={say("Policies")}>
      <QueryView query={policies} problem={say("The policies of this machine could not be read")}>
        {(data) =>
          data.policies.length === 0 ? (
            <Text c="dimmed" size="sm">
              {say(
                "No policy protects this machine. Open a policy and choose it there, or give it a label that has one.",
              )}
            </Text>
          ) : (
            <Stack gap="sm">
              {data.policies.map((policy) => (
                <PolicyRow key={policy.id} agentId={id} os={os} policy={policy} mayChange={mayChange} />
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Section>
  );
}

type RowProps = { agentId: Id; os: OperatingSystem; policy: EffectivePolicy; mayChange: boolean };

function PolicyRow({ agentId, os, policy, mayChange }: RowProps) {
  const create = useCreateTask();
  const goOn = useGoOn();
  return (
    <Group justify="space-between" gap="sm">
      <div style={{ flex: "1 1 220px", minWidth: 0 }}>
        <Anchor component={Link} to={`/policies/${policy.id}/edit`} fw={600}>
          {policy.name}
        </Anchor>
        <Text size="sm" c="dimmed">
          {sayWith("To {repository}, {schedule}; next {time}", {
            repository: policy.repositoryName,
            schedule: scheduleSentence(policy.schedules.backup),
            time: <TimeAgo at={policy.effective.nextRunAt} none={say("not planned")} />,
          })}
        </Text>
        <Text size="sm" c="dimmed">
          {policy.byLabel === null
            ? say("Assigned by name")
            : say("Comes with the label “{label}”", { label: policy.byLabel })}
          {!policy.enabled && `; ${say("switched off")}`}
        </Text>
        <EffectiveValues policy={policy} os={os} />
      </div>
      {mayChange && policy.enabled && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerPlay size={14} />}
          aria-label={say("Back up now: {name}", { name: policy.name })}
          loading={create.isPending}
          onClick={() =>
            create.mutate(
              { kind: "backup", agentId, policyId: policy.id },
              {
                onSuccess: (task) => goOn(`/tasks/${task.id}`),
                onError: (error) => showProblem(say("{name} was not started", { name: policy.name }), error),
              },
            )
          }
        >
          {say("Back up now")}
        </Button>
      )}
    </Group>
  );
}
