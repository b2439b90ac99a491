import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconChevronDown, IconPlayerPlay } from "@tabler/icons-react";
import { useNavigate } from "react-router";
import type { Id } from "#contract/values";
import { useAgentPolicies } from "../../api/agents.ts";
import { useCreateTask } from "../../api/tasks.ts";
import { showProblem } from "../../components/show-problem.ts";
import { plural } from "../../format/plural.ts";

/** One policy starts at once; with several the menu offers each and all. */
export function BackUpNow({ agentId }: { agentId: Id }) {
  const policies = (useAgentPolicies(agentId).data?.policies ?? []).filter((policy) => policy.enabled);
  const create = useCreateTask();
  const navigate = useNavigate();
  const only = policies.length === 1 ? policies[0] : undefined;

  const start = async (policyIds: Id[]) => {
    try {
      const tasks = await Promise.all(
        policyIds.map((policyId) => create.mutateAsync({ kind: "backup", agentId, policyId })),
      );
      const [first] = tasks;
      if (first !== undefined && tasks.length === 1) return void navigate(`/tasks/${first.id}`);
      notifications.show({
        message: `${plural(tasks.length, "backup")} queued. They start one after the other.`,
      });
    } catch (error) {
      showProblem("The backup was not started", error);
    }
  };

  if (policies.length === 0) return null;
  if (only !== undefined) {
    return (
      <Button
        leftSection={<IconPlayerPlay size={16} />}
        loading={create.isPending}
        onClick={() => void start([only.id])}
      >
        Back up now
      </Button>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} />} loading={create.isPending}>
          Back up now
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void start(policies.map((policy) => policy.id))}>All policies</Menu.Item>
        <Menu.Divider />
        {policies.map((policy) => (
          <Menu.Item key={policy.id} onClick={() => void start([policy.id])}>
            {policy.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
