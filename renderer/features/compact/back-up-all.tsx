import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useAgentPolicies } from "../../api/agents.ts";
import { useCreateTasks } from "../../api/tasks.ts";
import { showProblem } from "../../components/show-problem.ts";
import { openLarge } from "./open-large.ts";

export function BackUpAll({ agentId }: { agentId: Id | null }) {
  return agentId === null ? null : <BackUpOf agentId={agentId} />;
}

function BackUpOf({ agentId }: { agentId: Id }) {
  const policies = (useAgentPolicies(agentId).data?.policies ?? []).filter(({ enabled }) => enabled);
  const create = useCreateTasks();
  if (policies.length === 0)
    return <Button onClick={() => openLarge("/welcome")}>{say("Protect a folder…")}</Button>;
  const start = () =>
    create.mutate(
      policies.map(({ id: policyId }) => ({ kind: "backup", agentId, policyId })),
      {
        onSuccess: () => notifications.show({ message: say("The backup starts.") }),
        onError: (error) => showProblem(say("The backup was not started"), error),
      },
    );
  return (
    <Button loading={create.isPending} onClick={start}>
      {say("Back up now")}
    </Button>
  );
}
