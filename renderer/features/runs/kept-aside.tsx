import { Alert, Stack, Text } from "@mantine/core";
import { IconFolderSymlink } from "@tabler/icons-react";
import type { RunDetail } from "#contract/runs";
import { say } from "#contract/words/say";
import { CopyText } from "../../components/copy-text.tsx";
import { formatBytes } from "../../format/bytes.ts";

/** Where a restore has kept what it overwrote, most of all after one that broke off: nobody but a person deletes that. */
export function KeptAside({ run }: { run: Pick<RunDetail, "hostname" | "summary"> }) {
  const { keptIn, filesKept, bytesKept = 0 } = run.summary ?? {};
  if (keptIn === undefined) return null;
  const title =
    filesKept === undefined
      ? say("What was overwritten is kept")
      : say("What was overwritten is kept: {count, plural, one {# file} other {# files}}, {size}", {
          count: filesKept,
          size: formatBytes(bytesKept),
        });
  return (
    <Alert color="blue" icon={<IconFolderSymlink aria-hidden />} title={title} role="note">
      <Stack gap={6}>
        <CopyText value={keptIn} name={say("the path of the folder")} />
        <Text size="sm">
          {say(
            "Copy back from this folder on {hostname} what you miss, and delete it when you are content. Until then it takes up room: Holdfast never deletes it.",
            { hostname: run.hostname },
          )}
        </Text>
      </Stack>
    </Alert>
  );
}
