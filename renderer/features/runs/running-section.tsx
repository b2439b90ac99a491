import { Text } from "@mantine/core";
import type { RunDetail } from "#contract/runs";
import { say } from "#contract/words/say";
import { RunProgress } from "../../components/run-progress.tsx";
import { Section } from "../../components/section.tsx";

/** How far it is, and what it reads right now; nothing once it has ended. */
export function RunningSection({ run }: { run: RunDetail }) {
  if (run.status !== "running") return null;
  return (
    <Section title={say("Progress")}>
      <RunProgress run={run} />
      <div style={{ minHeight: 40 }}>
        {(run.progress?.currentFiles ?? []).slice(0, 2).map((file) => (
          <Text key={file} size="xs" c="dimmed" ff="monospace" truncate="start">
            <bdi>{file}</bdi>
          </Text>
        ))}
      </div>
    </Section>
  );
}
