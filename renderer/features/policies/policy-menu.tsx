import { ActionIcon, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCopy, IconDotsVertical, IconDownload, IconPencil, IconPlayerPlay } from "@tabler/icons-react";
import { Link, useNavigate } from "react-router";
import type { Policy } from "#contract/policies";
import { say } from "#contract/words/say";
import { useDuplicatePolicy, useRunPolicy } from "../../api/policies.ts";
import { saveFile } from "../../components/save-file.ts";
import { showProblem } from "../../components/show-problem.ts";
import { useGoOn } from "../../components/use-go-on.ts";
import { writePolicyFile } from "./policy-file.ts";

export function PolicyMenu({ policy }: { policy: Policy }) {
  const run = useRunPolicy();
  const duplicate = useDuplicatePolicy();
  const navigate = useNavigate();
  const goOn = useGoOn();

  const backUp = () =>
    run.mutate(policy.id, {
      onSuccess: (tasks) => {
        const [first] = tasks;
        if (first !== undefined && tasks.length === 1) return goOn(`/tasks/${first.id}`);
        notifications.show({
          message: say("{name} queued on {count, plural, one {# machine} other {# machines}}.", {
            name: policy.name,
            count: tasks.length,
          }),
        });
      },
      onError: (error) => showProblem(say("{name} was not started", { name: policy.name }), error),
    });
  const copy = () =>
    duplicate.mutate(policy.id, {
      onSuccess: (made) => void navigate(`/policies/${made.id}/edit`),
      onError: (error) => showProblem(say("{name} was not copied", { name: policy.name }), error),
    });

  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={say("Actions for {name}", { name: policy.name })}
        >
          <IconDotsVertical size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPlayerPlay size={16} />}
          disabled={policy.agentCount === 0 || run.isPending}
          onClick={backUp}
        >
          {say("Back up now")}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={16} />} component={Link} to={`/policies/${policy.id}/edit`}>
          {say("Edit")}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={copy}>
          {say("Duplicate")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDownload size={16} />}
          onClick={() => saveFile(`${policy.name}.policy.json`, writePolicyFile(policy))}
        >
          {say("Export as a file")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
