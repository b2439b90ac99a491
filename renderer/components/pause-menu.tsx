import { Button, type ButtonProps, Menu } from "@mantine/core";
import { IconChevronDown, IconPlayerPause } from "@tabler/icons-react";
import { say } from "#contract/words/say";
import { pauseChoices } from "./pause-choices.ts";

type Props = ButtonProps & {
  label?: string;
  isPending: boolean;
  onPause: (until: string | undefined) => void;
};

export function PauseMenu({ label = say("Pause"), isPending, onPause, ...button }: Props) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          rightSection={<IconChevronDown size={16} />}
          loading={isPending}
          {...button}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say("Scheduled backups wait")}</Menu.Label>
        {pauseChoices().map(({ name, until }) => (
          <Menu.Item key={name} onClick={() => onPause(until(new Date()))}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
