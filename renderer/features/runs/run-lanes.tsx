import { Alert, Anchor, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import type { MouseEvent } from "react";
import { Link } from "react-router";
import type { RunStatus } from "#contract/outcome";
import type { Run } from "#contract/runs";
import type { Id } from "#contract/values";
import { say, spokenLocale } from "#contract/words/say";
import { type RunFilter, useRunsBetween } from "../../api/runs.ts";
import { useSlots, useUpcoming } from "../../api/schedule.ts";
import { Empty } from "../../components/empty.tsx";
import { LinesLoading, QueryView } from "../../components/query-view.tsx";
import { runTitle } from "../../components/run-title.ts";
import { runWords, statusName } from "../../components/status-words.ts";
import { useNow } from "../../components/use-now.ts";
import { formatDuration, secondsBetween } from "../../format/duration.ts";
import { exactTime } from "../../format/relative-time.ts";
import { type Lane, lanesOf, nearestBar, ticksOf, type Window } from "./lanes.ts";
import classes from "./run-lanes.module.css";

const HOUR = 3_600_000;
/** How far back and how far ahead. */
const spans = { day: { back: 24, ahead: 6 }, week: { back: 168, ahead: 24 } };
export type Span = keyof typeof spans;
const STEP = 5 * 60_000;
const MOST_LANES = 60;

type OnOpen = (runId: Id) => void;
type Props = { filter: RunFilter; span: Span; onSpan: (span: Span) => void; onOpen: OnOpen };

/** What ran when, what overlapped, and what is missing: one lane for each machine. */
export function RunLanes({ filter, span, onSpan, onOpen }: Props) {
  const now = useNow();
  const { back, ahead } = spans[span];
  // Moves in steps, so that what was read stays the answer to the same question.
  const to = Math.ceil(now / STEP) * STEP + ahead * HOUR;
  const window = { from: to - (back + ahead) * HOUR, to };
  const from = new Date(window.from).toISOString();
  const runs = useRunsBetween({ ...filter, from, to: undefined });
  const { agent, policy } = filter;
  const missed = useSlots({ ...(agent && { agent }), ...(policy && { policy }), outcome: "missed", from });
  const planned = useUpcoming(ahead);
  return (
    <Stack>
      <SegmentedControl
        aria-label={say("How far back")}
        size="xs"
        value={span}
        onChange={(value) => onSpan(value === "week" ? "week" : "day")}
        data={[
          { value: "day", label: say("24 hours") },
          { value: "week", label: say("7 days") },
        ]}
        style={{ alignSelf: "flex-start" }}
      />
      <QueryView
        query={runs}
        problem={say("The runs could not be read")}
        loading={<LinesLoading lines={6} />}
      >
        {({ items, isCut }) => {
          const lanes = lanesOf(
            {
              runs: items,
              missed: missed.data?.pages.flatMap((page) => page.items) ?? [],
              planned: (planned.data?.items ?? []).filter(
                (due) =>
                  (agent === undefined || due.agentId === agent) &&
                  (policy === undefined || due.policyId === policy),
              ),
            },
            window,
            now,
          );
          return lanes.length === 0 ? (
            <Empty
              icon={IconHistory}
              title={say("Nothing ran in this time")}
              description={say("A longer time or other filters may show more.")}
            />
          ) : (
            <Lanes lanes={lanes} window={window} now={now} isCut={isCut} onOpen={onOpen} />
          );
        }}
      </QueryView>
    </Stack>
  );
}

type LanesProps = { lanes: Lane[]; window: Window; now: number; isCut: boolean; onOpen: OnOpen };

function Lanes({ lanes, window, now, isCut, onOpen }: LanesProps) {
  const share = (at: number) => `${(100 * (at - window.from)) / (window.to - window.from)}%`;
  // The name of an hour stands beside its line, and the last one would stand outside.
  const hasRoom = (tick: number) => (tick - window.from) / (window.to - window.from) < 0.92;
  const isLong = window.to - window.from > 48 * HOUR;
  const tickName = new Intl.DateTimeFormat(
    spokenLocale(),
    isLong ? { weekday: "short", day: "numeric" } : { timeStyle: "short" },
  );
  const shown = lanes.slice(0, MOST_LANES);
  return (
    <Stack gap="sm">
      <Text size="sm">{sentence(lanes)}</Text>
      {isCut && (
        <Alert color="gray">
          {say("Only the newest runs of this time are drawn. Filter by machine or policy.")}
        </Alert>
      )}
      <div className={classes["lanes"]}>
        <span />
        <div className={classes["hours"]} aria-hidden>
          {ticksOf(window)
            .filter(hasRoom)
            .map((tick) => (
              <span key={tick} style={{ left: share(tick) }}>
                {tickName.format(tick)}
              </span>
            ))}
        </div>
        {shown.map((lane) => (
          <LaneRow key={lane.agentId} lane={lane} nowAt={share(now)} onOpen={onOpen} />
        ))}
      </div>
      {lanes.length > shown.length && (
        <Text size="sm" c="dimmed">
          {say(
            "{count, plural, one {# more machine} other {# more machines}} not drawn. Filter to see them.",
            { count: lanes.length - shown.length },
          )}
        </Text>
      )}
      <Group gap="md">
        <Text size="xs" c="dimmed">
          {say("Dotted: missed. Outlined: planned. The line is now.")}
        </Text>
      </Group>
    </Stack>
  );
}

/** How far beside a bar a click still means it. */
const NEAR_PX = 12;

/** The whole lane leads to the machine's runs; a click on a bar, or beside it, to that run. */
function LaneRow({ lane, nowAt, onOpen }: { lane: Lane; nowAt: string; onOpen: OnOpen }) {
  const percent = (share: number) => `${100 * share}%`;
  const openNearest = (event: MouseEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const bar = nearestBar(lane.bars, (event.clientX - left) / width, NEAR_PX / width);
    if (bar === undefined) return;
    event.preventDefault();
    onOpen(bar.run.id);
  };
  return (
    <>
      <Anchor component={Link} to={`/agents/${lane.agentId}`} size="sm" className={classes["name"] ?? ""}>
        {lane.hostname}
      </Anchor>
      <Link
        className={classes["lane"]}
        to={`/runs?agent=${lane.agentId}`}
        aria-label={say("{hostname}: {sentence}. Show them in the table", {
          hostname: lane.hostname,
          sentence: sentence([lane]),
        })}
        onClick={openNearest}
      >
        {lane.planned.map(({ key, at, title }) => (
          <span key={key} className={classes["planned"]} style={{ left: percent(at) }} title={title} />
        ))}
        {lane.missed.map(({ key, at, title }) => (
          <span key={key} className={classes["missed"]} style={{ left: percent(at) }} title={title} />
        ))}
        {lane.bars.map(({ run, start, width }) => (
          <span
            key={run.id}
            className={`${classes["bar"]} ${classes[looks[run.status] ?? "other"]}`}
            style={{ left: percent(start), width: percent(width) }}
            title={barTitle(run)}
          />
        ))}
        <span className={classes["now"]} style={{ left: nowAt }} />
      </Link>
    </>
  );
}

const looks: Partial<Record<RunStatus, string>> = {
  success: "success",
  warning: "warning",
  failure: "failure",
  running: "running",
};

function barTitle(run: Run): string {
  const values = {
    run: runTitle(run),
    status: statusName(runWords[run.status]),
    started: exactTime(run.startedAt),
  };
  return run.finishedAt === null
    ? say("{run}: {status}, {started}", values)
    : say("{run}: {status}, {started}, took {duration}", {
        ...values,
        duration: formatDuration(secondsBetween(run.startedAt, run.finishedAt)),
      });
}

function sentence(lanes: readonly Lane[]): string {
  const runs = lanes.flatMap((lane) => lane.bars.map(({ run }) => run));
  const failed = runs.filter(({ status }) => status === "failure" || status === "lost").length;
  const missed = lanes.reduce((sum, lane) => sum + lane.missed.length, 0);
  const parts = [
    say("{count, plural, one {# run} other {# runs}}", { count: runs.length }),
    failed > 0 && say("{count, number} failed", { count: failed }),
    missed > 0 && say("{count, number} missed", { count: missed }),
  ];
  return parts.filter((part) => part !== false).join(", ");
}
