import { Button, type ButtonProps } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { Id } from "#contract/values";
import { recoveryKitPath } from "../api/repositories.ts";

type Props = ButtonProps & { repositoryId: Id; repositoryName: string };

export function RecoveryKitButton({ repositoryId, repositoryName, ...button }: Props) {
  return (
    <Button
      component="a"
      href={recoveryKitPath(repositoryId)}
      download={`Recovery kit ${repositoryName.replace(/[\\/:*?"<>|]/g, "-")}.txt`}
      leftSection={<IconDownload size={16} />}
      {...button}
    >
      Download the recovery kit
    </Button>
  );
}
