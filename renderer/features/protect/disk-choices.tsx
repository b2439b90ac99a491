import { Group, Input, Text, UnstyledButton } from "@mantine/core";
import { IconCheck, IconDeviceUsb } from "@tabler/icons-react";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useAgent } from "../../api/agents.ts";
import { formatBytes } from "../../format/bytes.ts";
import classes from "./disk-choices.module.css";
import { foundDisks } from "./found-disks.ts";

type Props = { agentId: Id; path: string; onChoose: (path: string) => void };

/** What is plugged in: a choice instead of a path to type. */
export function DiskChoices({ agentId, path, onChoose }: Props) {
  const agent = useAgent(agentId).data;
  const found = agent === undefined ? [] : foundDisks(agent.disks, agent.os);
  if (found.length === 0) return null;
  return (
    <Input.Wrapper label={say("Found on this computer")}>
      <Group gap="xs" mt={4}>
        {found.map((disk) => (
          <UnstyledButton
            key={disk.path}
            className={classes["disk"] ?? ""}
            aria-pressed={disk.path === path}
            onClick={() => onChoose(disk.path)}
          >
            {disk.path === path ? (
              <IconCheck size={20} aria-hidden />
            ) : (
              <IconDeviceUsb size={20} aria-hidden />
            )}
            <div>
              <Text size="sm" fw={600}>
                {disk.name}
              </Text>
              <Text size="xs" c="dimmed">
                {say("{size} free", { size: formatBytes(disk.freeBytes) })}
              </Text>
            </div>
          </UnstyledButton>
        ))}
      </Group>
    </Input.Wrapper>
  );
}
