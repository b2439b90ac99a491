import { Stack, Text } from "@mantine/core";
import { useParams } from "react-router";
import type { RunDetail } from "#contract/runs";
import { useRun } from "../../api/runs.ts";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { RunProgress } from "../../components/run-progress.tsx";
import { kindName, runTitle } from "../../components/run-title.ts";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { runWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { LogViewer } from "./log-viewer.tsx";
import { RunActions } from "./run-actions.tsx";
import { RunHint } from "./run-hint.tsx";
import { RunNumbers } from "./run-numbers.tsx";
import { UnreadableItems } from "./unreadable-items.tsx";

const parent = { to: "/runs", name: "Runs" };

export function RunPage() {
  const { id = "" } = useParams();
  const run = useRun(id);
  const { data } = run;
  return (
    <Page
      title={data === undefined ? "Run" : runTitle(data)}
      parent={parent}
      badge={data !== undefined && <StatusBadge word={runWords[data.status]} />}
      description={data !== undefined && <Story run={data} />}
      actions={data !== undefined && <RunActions run={data} />}
    >
      <QueryView query={run} problem="This run could not be read">
        {(detail) => <Detail key={detail.id} run={detail} />}
      </QueryView>
    </Page>
  );
}

function Detail({ run }: { run: RunDetail }) {
  return (
    <Stack>
      {run.status === "running" && (
        <Section title="Progress">
          <RunProgress run={run} />
          <CurrentFiles files={run.progress?.currentFiles ?? []} />
        </Section>
      )}
      <RunHint run={run} />
      <RunNumbers run={run} />
      {run.itemCount > 0 && <UnreadableItems items={run.items} count={run.itemCount} />}
      <LogViewer run={run} />
    </Stack>
  );
}

function Story({ run }: { run: RunDetail }) {
  return (
    <>
      {kindName(run.kind)} {run.kind === "backup" ? "of" : "on"} {run.hostname}, started{" "}
      <TimeAgo at={run.startedAt} />
      {run.attempt > 1 && `, attempt ${run.attempt}`}
      {run.origin === "schedule" && ", by its schedule"}
      {run.origin === "catch-up" && ", to catch up"}
      {run.origin === "manual" && ", by hand"}
    </>
  );
}

function CurrentFiles({ files }: { files: string[] }) {
  return (
    <div style={{ minHeight: 40 }}>
      {files.slice(0, 2).map((file) => (
        <Text key={file} size="xs" c="dimmed" ff="monospace" truncate="start">
          <bdi>{file}</bdi>
        </Text>
      ))}
    </div>
  );
}
