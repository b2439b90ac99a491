import { Button, type ButtonProps } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { recoveryKitPath } from "../api/repositories.ts";

type Props = ButtonProps & { repositoryId: Id; repositoryName: string };

export function RecoveryKitButton({ repositoryId, repositoryName, ...button }: Props) {
  return (
    <Button
      component="a"
      href={recoveryKitPath(repositoryId)}
      download={say("Recovery kit {name}.txt", { name: repositoryName.replace(/[\\/:*?"<>|]/g, "-") })}
      leftSection={<IconDownload size={16} />}
      {...button}
    >
      {say("Download the recovery kit")}
    </Button>
  );
}
