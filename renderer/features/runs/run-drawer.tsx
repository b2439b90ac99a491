import { Drawer, Group, Stack, Tabs, Text } from "@mantine/core";
import { IconArrowsMaximize } from "@tabler/icons-react";
import { useState } from "react";
import type { RunDetail } from "#contract/runs";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useRun } from "../../api/runs.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { runTitle } from "../../components/run-title.ts";
import { StatusBadge } from "../../components/status-badge.tsx";
import { runWords } from "../../components/status-words.ts";
import { KeptAside } from "./kept-aside.tsx";
import { LogViewer } from "./log-viewer.tsx";
import { RunActions } from "./run-actions.tsx";
import { RunCommands } from "./run-commands.tsx";
import { RunFiles } from "./run-files.tsx";
import { RunHint } from "./run-hint.tsx";
import { RunNumbers } from "./run-numbers.tsx";
import { RunStory } from "./run-story.tsx";
import { RunningSection } from "./running-section.tsx";
import type { OpenRun } from "./use-open-run.ts";

/** One run beside the list; where it is open is part of the address. */
export function RunDrawer({ open }: { open: OpenRun }) {
  const { runId } = open;
  // Stays in the page while the drawer slides out.
  const [shown, setShown] = useState(runId);
  if (runId !== null && runId !== shown) setShown(runId);
  return (
    <Drawer.Root opened={runId !== null} onClose={open.close} position="right" size="min(760px, 100%)">
      <Drawer.Overlay />
      <Drawer.Content>{shown !== null && <Content key={shown} id={shown} open={open} />}</Drawer.Content>
    </Drawer.Root>
  );
}

function Content({ id, open }: { id: Id; open: OpenRun }) {
  const run = useRun(id);
  const { data } = run;
  return (
    <>
      <Drawer.Header>
        <Group gap="sm" miw={0}>
          <Drawer.Title fw={700} style={{ overflowWrap: "anywhere" }}>
            {data === undefined ? say("Run") : runTitle(data)}
          </Drawer.Title>
          {data !== undefined && <StatusBadge word={runWords[data.status]} />}
        </Group>
        <Drawer.CloseButton aria-label={say("Close this window")} />
      </Drawer.Header>
      <Drawer.Body>
        <QueryView query={run} problem={say("This run could not be read")}>
          {(detail) => <Detail run={detail} open={open} />}
        </QueryView>
      </Drawer.Body>
    </>
  );
}

function Detail({ run, open }: { run: RunDetail; open: OpenRun }) {
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        <RunStory run={run} />
      </Text>
      <RunHint run={run} />
      <KeptAside run={run} />
      <Group gap="xs">
        <RunActions run={run} />
        <LinkButton to={`/runs/${run.id}`} variant="default" leftSection={<IconArrowsMaximize size={16} />}>
          {say("Open as a page")}
        </LinkButton>
      </Group>
      <RunningSection run={run} />
      <Tabs value={open.tab} onChange={open.setTab} keepMounted={false}>
        <Tabs.List mb="md" aria-label={say("About this run")}>
          <Tabs.Tab value="statistics">{say("Statistics")}</Tabs.Tab>
          <Tabs.Tab value="files">{say("Files")}</Tabs.Tab>
          <Tabs.Tab value="log">{say("Log")}</Tabs.Tab>
          <Tabs.Tab value="command">{say("Command")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="statistics">
          <RunNumbers run={run} />
        </Tabs.Panel>
        <Tabs.Panel value="files">
          <RunFiles run={run} />
        </Tabs.Panel>
        <Tabs.Panel value="log">
          <LogViewer run={run} />
        </Tabs.Panel>
        <Tabs.Panel value="command">
          <RunCommands run={run} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
