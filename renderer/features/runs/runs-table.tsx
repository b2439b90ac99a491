import { Anchor, Table, Text } from "@mantine/core";
import { type MouseEvent, memo } from "react";
import type { Run } from "#contract/runs";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { RowsGap } from "../../components/rows-gap.tsx";
import { runTitle } from "../../components/run-title.ts";
import { StatusBadge } from "../../components/status-badge.tsx";
import { runWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { useRowsInView } from "../../components/use-rows-in-view.ts";
import { formatBytes } from "../../format/bytes.ts";
import { formatCount } from "../../format/count.ts";
import { formatDuration, secondsBetween } from "../../format/duration.ts";
import { withOpenRun } from "./open-run.ts";
import classes from "./runs-table.module.css";

const ROW_HEIGHT = 50;
/** Names are broken anywhere, but not into single letters. */
const MIN_NAME = 100;

type Props = {
  runs: Run[];
  /** The address of the list. */
  list: string;
  onOpen: (runId: Id) => void;
};

/** A click anywhere on a row opens its run beside the list; the name is a link to the same. */
export function RunsTable({ runs, list, onOpen }: Props) {
  const { body, first, after, above, below, measure } = useRowsInView({
    count: runs.length,
    rowHeight: ROW_HEIGHT,
  });
  return (
    <Table
      highlightOnHover
      tabularNums
      verticalSpacing="sm"
      stickyHeader
      stickyHeaderOffset={56}
      aria-label={say("Runs")}
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say("Started")}</Table.Th>
          <Table.Th miw={MIN_NAME}>{say("What")}</Table.Th>
          <Table.Th visibleFrom="md">{say("Machine")}</Table.Th>
          <Table.Th>{say("Status")}</Table.Th>
          <Table.Th visibleFrom="sm" ta="right">
            {say("Took")}
          </Table.Th>
          <Table.Th visibleFrom="md" ta="right">
            {say("Added")}
          </Table.Th>
          <Table.Th visibleFrom="md" ta="right">
            {say("Files")}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body} onClick={(event) => openClicked(event, onOpen)} style={{ cursor: "pointer" }}>
        <RowsGap height={above} />
        {runs.slice(first, after).map((run, index) => (
          <RunRow key={run.id} run={run} list={list} measure={measure} index={first + index} />
        ))}
        <RowsGap height={below} />
      </Table.Tbody>
    </Table>
  );
}

/** A click that a browser has its own meaning for, such as a new tab, is left to it. */
function openClicked(event: MouseEvent<HTMLElement>, onOpen: Props["onOpen"]): void {
  const row = (event.target as HTMLElement).closest<HTMLElement>("[data-run]");
  const isOwn = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!isOwn || row?.dataset["run"] === undefined || getSelection()?.isCollapsed === false) return;
  event.preventDefault();
  onOpen(row.dataset["run"]);
}

type RowProps = {
  run: Run;
  list: string;
  measure: ((row: Element | null) => void) | undefined;
  index: number;
};

/** Most of them stay as they are while the page scrolls. */
const RunRow = memo(function RunRow({ run, list, measure, index }: RowProps) {
  const { summary, progress } = run;
  const added = summary?.dataAddedPackedBytes ?? summary?.dataAddedBytes;
  const percent = run.status === "running" && progress?.percentDone;
  return (
    <Table.Tr ref={measure} data-index={index} data-run={run.id}>
      <Table.Td className={classes["started"]}>
        <TimeAgo at={run.startedAt} isPlain />
      </Table.Td>
      <Table.Td>
        <Anchor
          component="a"
          href={withOpenRun(new URLSearchParams(list), run.id)}
          data-row-link
          size="sm"
          fw={500}
          style={{ overflowWrap: "anywhere" }}
        >
          {runTitle(run)}
        </Anchor>
        <Text size="xs" c="dimmed" hiddenFrom="md">
          {run.hostname}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md">{run.hostname}</Table.Td>
      <Table.Td>
        <StatusBadge word={runWords[run.status]} />
        {typeof percent === "number" && (
          <Text span size="sm" ml={6}>
            {Math.floor(percent * 100)} %
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm" ta="right" style={{ whiteSpace: "nowrap" }}>
        {run.finishedAt === null ? "–" : formatDuration(secondsBetween(run.startedAt, run.finishedAt))}
      </Table.Td>
      <Table.Td visibleFrom="md" ta="right" style={{ whiteSpace: "nowrap" }}>
        {added === undefined ? "–" : formatBytes(added)}
      </Table.Td>
      <Table.Td visibleFrom="md" ta="right" style={{ whiteSpace: "nowrap" }}>
        {summary?.filesProcessed === undefined ? "–" : formatCount(summary.filesProcessed)}
      </Table.Td>
    </Table.Tr>
  );
});
