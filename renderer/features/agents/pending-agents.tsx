import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconUserQuestion } from "@tabler/icons-react";
import type { Agent } from "#contract/agents";
import { useAgents, useApproveAgent, useRemoveAgent } from "../../api/agents.ts";
import { showProblem } from "../../components/show-problem.ts";
import { systemNames } from "../../components/system-names.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { plural } from "../../format/plural.ts";

/** Machines that wait for a yes: until then they get no task and no credential. */
export function PendingAgents() {
  const pending = useAgents({ status: "pending" }).data?.items ?? [];
  if (pending.length === 0) return null;
  return (
    <Alert
      icon={<IconUserQuestion aria-hidden />}
      title={`${plural(pending.length, "machine")} waiting for your approval`}
    >
      <Stack>
        {pending.map((agent) => (
          <PendingAgent key={agent.id} agent={agent} />
        ))}
      </Stack>
    </Alert>
  );
}

function PendingAgent({ agent }: { agent: Agent }) {
  const approve = useApproveAgent();
  const refuse = useRemoveAgent();
  const onError = (error: unknown) => showProblem(`${agent.hostname} was not changed`, error);
  const letIn = (sameMachine: boolean) => approve.mutate({ id: agent.id, sameMachine }, { onError });
  return (
    <Group justify="space-between" gap="sm">
      <div>
        <Text fw={600}>{agent.hostname}</Text>
        <Text size="sm">
          {systemNames[agent.os]}, asked <TimeAgo at={agent.createdAt} />
          {agent.resembles !== null && `; looks like ${agent.resembles.hostname}, perhaps set up again`}
        </Text>
      </div>
      <Group gap="xs">
        {agent.resembles !== null && (
          <Button size="xs" loading={approve.isPending} onClick={() => letIn(true)}>
            It is {agent.resembles.hostname}
          </Button>
        )}
        <Button
          size="xs"
          variant={agent.resembles === null ? "filled" : "default"}
          loading={approve.isPending}
          onClick={() => letIn(false)}
        >
          {agent.resembles === null ? "Approve" : "It is a new machine"}
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={refuse.isPending}
          onClick={() => refuse.mutate(agent.id, { onError })}
        >
          Refuse
        </Button>
      </Group>
    </Group>
  );
}
