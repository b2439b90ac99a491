import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import type { LogLevel, RunDetail } from "#contract/runs";
import { say } from "#contract/words/say";
import { useRunLog } from "../../api/run-log.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { Section } from "../../components/section.tsx";
import { formatBytes } from "../../format/bytes.ts";
import { LogActions } from "./log-actions.tsx";
import { LogLines } from "./log-lines.tsx";
import { atLeast, findLines, step } from "./log-search.ts";
import { LogTools } from "./log-tools.tsx";

export function LogViewer({ run }: { run: RunDetail }) {
  const isRunning = run.status === "running";
  const log = useRunLog(run.id, isRunning);
  const [level, setLevel] = useState<LogLevel>("debug");
  const [text, setText] = useState("");
  const [hit, setHit] = useState(0);
  const [isFollowing, setFollowing] = useState(isRunning);

  const all = useMemo(() => log.data?.pages.flatMap((page) => page.lines) ?? [], [log.data]);
  const lines = useMemo(() => atLeast(all, level), [all, level]);
  const hits = useMemo(() => findLines(lines, text), [lines, text]);
  const current = hits[Math.min(hit, hits.length - 1)];

  const search = (next: string) => {
    setText(next);
    setHit(0);
    if (next !== "") setFollowing(false);
  };
  return (
    <Section title={say("Log")} actions={<LogActions runId={run.id} lines={lines} />}>
      <Stack gap="sm">
        <LogTools
          text={text}
          onText={search}
          hitNumber={hits.length === 0 ? 0 : Math.min(hit, hits.length - 1) + 1}
          hitCount={hits.length}
          onStep={(by) => setHit(step(hit, by, hits.length))}
          level={level}
          onLevel={setLevel}
          isFollowing={isFollowing}
          onFollowing={setFollowing}
        />
        {log.error !== null && (
          <ProblemAlert
            title={say("The log could not be read")}
            error={log.error}
            onRetry={() => void log.fetchNextPage()}
          />
        )}
        {log.data === undefined && log.error === null ? (
          <Skeleton height={240} role="status" aria-label={say("Loading the log")} />
        ) : lines.length === 0 ? (
          <Text size="sm" c="dimmed">
            {emptyText(isRunning, all.length)}
          </Text>
        ) : (
          <LogLines
            lines={lines}
            current={current}
            search={text}
            isFollowing={isFollowing}
            onLeaveEnd={() => setFollowing(false)}
          />
        )}
        <Group justify="space-between" gap="xs">
          <Text size="xs" c="dimmed">
            {say("{count, plural, one {# line} other {# lines}}", { count: lines.length })}
            {run.logCutBytes > 0 &&
              `; ${say("{size} in the middle were too much and are not kept", {
                size: formatBytes(run.logCutBytes),
              })}`}
          </Text>
        </Group>
      </Stack>
    </Section>
  );
}

function emptyText(isRunning: boolean, known: number): string {
  if (known > 0) return say("No line of this level.");
  return isRunning ? say("The first lines appear here in a moment.") : say("This run left no log.");
}
