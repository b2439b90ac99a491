import { Group, Progress, Text, VisuallyHidden } from "@mantine/core";
import type { Run } from "#contract/runs";
import { say } from "#contract/words/say";
import { formatBytes } from "../format/bytes.ts";
import { remainingText } from "../format/remaining.ts";
import { useNow } from "./use-now.ts";

type Props = { run: Pick<Run, "startedAt" | "progress" | "kind"> };

/** Bar, share, amount and time left of a run that goes on. Screen readers hear of it each 25 %, not each tick. */
export function RunProgress({ run: { startedAt, progress, kind } }: Props) {
  const now = useNow(5_000);
  if (progress === null) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {say("Starting…")}
      </Text>
    );
  }
  const percent = progress.percentDone === undefined ? undefined : Math.floor(progress.percentDone * 100);
  const remaining = remainingText(progress, (now - Date.parse(startedAt)) / 1_000);
  const done = progress.bytesTotal
    ? say("{done} of {total}", {
        done: formatBytes(progress.bytesDone),
        total: formatBytes(progress.bytesTotal),
      })
    : formatBytes(progress.bytesDone);
  const details = [
    progress.bytesDone > 0 ? done : undefined,
    progress.filesDone > 0
      ? say("{count, plural, one {# file} other {# files}}", { count: progress.filesDone })
      : undefined,
    remaining,
    progress.errorCount > 0
      ? say("{count, plural, one {# problem} other {# problems}}", { count: progress.errorCount })
      : undefined,
  ].filter((detail) => detail !== undefined);
  return (
    <div>
      <Progress
        value={percent ?? 100}
        animated={percent === undefined}
        striped={percent === undefined}
        size="lg"
        color="blue"
        aria-label={say("Progress of this run")}
      />
      <Group gap="xs" mt={4} style={{ fontVariantNumeric: "tabular-nums" }}>
        <Text size="sm" fw={600}>
          {percent === undefined ? (kind === "backup" ? say("Counting…") : say("Working…")) : `${percent} %`}
        </Text>
        <Text size="sm" c="dimmed">
          {details.join(" · ")}
        </Text>
      </Group>
      <VisuallyHidden role="status">
        {percent !== undefined && percent > 0
          ? say("{percent} % done", { percent: Math.floor(percent / 25) * 25 })
          : ""}
      </VisuallyHidden>
    </div>
  );
}
