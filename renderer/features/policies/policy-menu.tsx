import { ActionIcon, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCopy, IconDotsVertical, IconDownload, IconPencil, IconPlayerPlay } from "@tabler/icons-react";
import { Link, useNavigate } from "react-router";
import type { Policy } from "#contract/policies";
import { useDuplicatePolicy, useRunPolicy } from "../../api/policies.ts";
import { saveFile } from "../../components/save-file.ts";
import { showProblem } from "../../components/show-problem.ts";
import { useGoOn } from "../../components/use-go-on.ts";
import { plural } from "../../format/plural.ts";
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
        notifications.show({ message: `${policy.name} queued on ${plural(tasks.length, "machine")}.` });
      },
      onError: (error) => showProblem(`${policy.name} was not started`, error),
    });
  const copy = () =>
    duplicate.mutate(policy.id, {
      onSuccess: (made) => void navigate(`/policies/${made.id}/edit`),
      onError: (error) => showProblem(`${policy.name} was not copied`, error),
    });

  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${policy.name}`}>
          <IconDotsVertical size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPlayerPlay size={16} />}
          disabled={policy.agentCount === 0 || run.isPending}
          onClick={backUp}
        >
          Back up now
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={16} />} component={Link} to={`/policies/${policy.id}/edit`}>
          Edit
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={copy}>
          Duplicate
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDownload size={16} />}
          onClick={() => saveFile(`${policy.name}.policy.json`, writePolicyFile(policy))}
        >
          Export as a file
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
