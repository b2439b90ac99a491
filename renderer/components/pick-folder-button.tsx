import { Button, type ButtonProps } from "@mantine/core";
import { IconFolderOpen } from "@tabler/icons-react";
import { say } from "#contract/words/say";
import { desktopBridge } from "./desktop.ts";
import { showProblem } from "./show-problem.ts";

type Props = ButtonProps & { label: string; onPick: (path: string) => void };

/** Opens the system's own dialogue; only the desktop app can. */
export function PickFolderButton({ label, onPick, ...button }: Props) {
  const desktop = desktopBridge();
  if (desktop === undefined) return null;
  const pick = async () => {
    try {
      const path = await desktop.pickFolder();
      if (path !== null) onPick(path);
    } catch (error) {
      showProblem(say("The dialogue could not be opened"), error);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconFolderOpen size={16} />}
      {...button}
      onClick={() => void pick()}
    >
      {label}
    </Button>
  );
}
