import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconUserQuestion } from "@tabler/icons-react";
import type { Agent } from "#contract/agents";
import { say } from "#contract/words/say";
import { useAgents, useApproveAgent, useRemoveAgent } from "../../api/agents.ts";
import { sayWith } from "../../components/say-with.tsx";
import { showProblem } from "../../components/show-problem.ts";
import { systemNames } from "../../components/system-names.ts";
import { TimeAgo } from "../../components/time-ago.tsx";

/** Machines that wait for a yes: until then they get no task and no credential. */
export function PendingAgents() {
  const pending = useAgents({ status: "pending" }).data?.items ?? [];
  if (pending.length === 0) return null;
  return (
    <Alert
      icon={<IconUserQuestion aria-hidden />}
      title={say("{count, plural, one {# machine} other {# machines}} waiting for your approval", {
        count: pending.length,
      })}
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
  const onError = (error: unknown) =>
    showProblem(say("{hostname} was not changed", { hostname: agent.hostname }), error);
  const asked = { system: systemNames[agent.os], time: <TimeAgo at={agent.createdAt} /> };
  const letIn = (sameMachine: boolean) => approve.mutate({ id: agent.id, sameMachine }, { onError });
  return (
    <Group justify="space-between" gap="sm">
      <div>
        <Text fw={600}>{agent.hostname}</Text>
        <Text size="sm">
          {agent.resembles === null
            ? sayWith("{system}, asked {time}", asked)
            : sayWith("{system}, asked {time}; looks like {hostname}, perhaps set up again", {
                ...asked,
                hostname: agent.resembles.hostname,
              })}
        </Text>
      </div>
      <Group gap="xs">
        {agent.resembles !== null && (
          <Button size="xs" loading={approve.isPending} onClick={() => letIn(true)}>
            {say("It is {hostname}", { hostname: agent.resembles.hostname })}
          </Button>
        )}
        <Button
          size="xs"
          variant={agent.resembles === null ? "filled" : "default"}
          loading={approve.isPending}
          onClick={() => letIn(false)}
        >
          {agent.resembles === null ? say("Approve") : say("It is a new machine")}
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={refuse.isPending}
          onClick={() => refuse.mutate(agent.id, { onError })}
        >
          {say("Refuse")}
        </Button>
      </Group>
    </Group>
  );
}
