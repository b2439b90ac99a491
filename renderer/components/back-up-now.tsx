import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconChevronDown, IconPlayerPlay } from "@tabler/icons-react";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useAgentPolicies } from "../api/agents.ts";
import { useCreateTasks } from "../api/tasks.ts";
import { showProblem } from "./show-problem.ts";
import { useGoOn } from "./use-go-on.ts";

/** One policy starts at once; with several the menu offers each and all. */
export function BackUpNow({ agentId }: { agentId: Id }) {
  const policies = (useAgentPolicies(agentId).data?.policies ?? []).filter((policy) => policy.enabled);
  const create = useCreateTasks();
  const goOn = useGoOn();
  const only = policies.length === 1 ? policies[0] : undefined;

  // These callbacks end with this page: whoever went on meanwhile is not fetched back.
  const start = (policyIds: Id[]) =>
    create.mutate(
      policyIds.map((policyId) => ({ kind: "backup", agentId, policyId })),
      {
        onSuccess: (tasks) => {
          const [first] = tasks;
          if (first !== undefined && tasks.length === 1) return goOn(`/tasks/${first.id}`);
          notifications.show({
            message: say(
              "{count, plural, one {# backup} other {# backups}} queued. Follow them on the page Runs.",
              { count: tasks.length },
            ),
          });
        },
        onError: (error) => showProblem(say("The backup was not started"), error),
      },
    );

  if (policies.length === 0) return null;
  if (only !== undefined) {
    return (
      <Button
        leftSection={<IconPlayerPlay size={16} />}
        loading={create.isPending}
        onClick={() => start([only.id])}
      >
        {say("Back up now")}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} />} loading={create.isPending}>
          {say("Back up now")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start(policies.map((policy) => policy.id))}>
          {say("All policies")}
        </Menu.Item>
        <Menu.Divider />
        {policies.map((policy) => (
          <Menu.Item key={policy.id} onClick={() => start([policy.id])}>
            {policy.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
