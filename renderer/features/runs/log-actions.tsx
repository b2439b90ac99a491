import { Button, Group } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy, IconDownload } from "@tabler/icons-react";
import type { LogLine } from "#contract/runs";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { logTextPath } from "../../api/runs.ts";
import { asText } from "./log-search.ts";

export function LogActions({ runId, lines }: { runId: Id; lines: LogLine[] }) {
  const { copied, copy } = useClipboard();
  return (
    <Group gap="xs">
      <Button
        size="compact-sm"
        variant="default"
        leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={() => copy(asText(lines))}
      >
        {copied ? say("Copied") : say("Copy|verb")}
      </Button>
      <Button
        component="a"
        href={logTextPath(runId)}
        download={`holdfast-run-${runId}.log.txt`}
        size="compact-sm"
        variant="default"
        leftSection={<IconDownload size={14} />}
      >
        {say("Download")}
      </Button>
    </Group>
  );
}
