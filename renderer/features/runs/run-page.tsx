import { Stack } from "@mantine/core";
import { useParams } from "react-router";
import type { RunDetail } from "#contract/runs";
import { say } from "#contract/words/say";
import { useRun } from "../../api/runs.ts";
import { Disclosure } from "../../components/disclosure.tsx";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { runTitle } from "../../components/run-title.ts";
import { StatusBadge } from "../../components/status-badge.tsx";
import { runWords } from "../../components/status-words.ts";
import { KeptAside } from "./kept-aside.tsx";
import { LogViewer } from "./log-viewer.tsx";
import { RunActions } from "./run-actions.tsx";
import { RunCommands } from "./run-commands.tsx";
import { RunHint } from "./run-hint.tsx";
import { RunNumbers } from "./run-numbers.tsx";
import { RunStory } from "./run-story.tsx";
import { RunningSection } from "./running-section.tsx";
import { UnreadableItems } from "./unreadable-items.tsx";

const parent = () => ({ to: "/runs", name: say("Runs") });

export function RunPage() {
  const { id = "" } = useParams();
  const run = useRun(id);
  const { data } = run;
  return (
    <Page
      title={data === undefined ? say("Run") : runTitle(data)}
      parent={parent()}
      badge={data !== undefined && <StatusBadge word={runWords[data.status]} />}
      description={data !== undefined && <RunStory run={data} />}
      actions={data !== undefined && <RunActions run={data} />}
    >
      <QueryView query={run} problem={say("This run could not be read")}>
        {(detail) => <Detail key={detail.id} run={detail} />}
      </QueryView>
    </Page>
  );
}

function Detail({ run }: { run: RunDetail }) {
  return (
    <Stack>
      <RunningSection run={run} />
      <RunHint run={run} />
      <KeptAside run={run} />
      <RunNumbers run={run} />
      {run.itemCount > 0 && <UnreadableItems items={run.items} count={run.itemCount} />}
      <LogViewer run={run} />
      <Disclosure label={say("How restic was started")}>
        <RunCommands run={run} />
      </Disclosure>
    </Stack>
  );
}
