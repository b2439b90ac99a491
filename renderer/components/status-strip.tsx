import { Group, Stack, Text } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { type DayOutcome, dayOutcome, type HistoryDay } from "#contract/history";
import { say } from "#contract/words/say";
import { daysSummary, dayText } from "./day-words.ts";
import classes from "./status-strip.module.css";

const PITCH = 10;
const WIDTH = 8;
/** A day is as high as it is good: the shape says it without the colour. */
const heights: Record<DayOutcome, number> = {
  success: 20,
  skipped: 8,
  warning: 15,
  missed: 20,
  failure: 20,
  none: 4,
};

/** One cell a day, for a row of a table. */
export function SmallStrip({ days, of }: { days: readonly HistoryDay[]; of: string }) {
  return (
    <svg
      className={classes["strip"]}
      width={days.length * 4}
      height={20}
      viewBox={`0 0 ${days.length * PITCH} 24`}
      preserveAspectRatio="none"
      role="img"
      aria-label={say("{of}, last {count} days: {summary}", {
        of,
        count: days.length,
        summary: daysSummary(days),
      })}
    >
      {dayOutcome.options.map((outcome) => (
        <path key={outcome} className={classes[outcome]} d={barsOf(days, outcome)} />
      ))}
    </svg>
  );
}

/** All days of one outcome as one shape: a table has thousands of days in it. */
const barsOf = (days: readonly HistoryDay[], outcome: DayOutcome) =>
  days
    .map((day, index) =>
      day.outcome === outcome ? `M${index * PITCH} 22h${WIDTH}v-${heights[outcome]}h-${WIDTH}z` : "",
    )
    .join("");

/** One cell a day with its summary; the arrow keys and the pointer tell each day in words. */
export function StatusStrip({ days, label }: { days: readonly HistoryDay[]; label: string }) {
  const [chosen, setChosen] = useState<number>();
  const last = days.length - 1;
  const at = chosen ?? last;
  const day = days[at];
  const move = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setChosen(Math.min(Math.max(to, 0), last));
  };
  if (day === undefined) return null;
  return (
    <Stack gap={6}>
      <div
        className={classes["strip"]}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={days.length}
        aria-valuenow={at + 1}
        aria-valuetext={dayText(day)}
        onKeyDown={move}
        onBlur={() => setChosen(undefined)}
        onPointerLeave={() => setChosen(undefined)}
      >
        <svg
          width="100%"
          height={40}
          viewBox={`-2 -2 ${days.length * PITCH + 2} 28`}
          preserveAspectRatio="none"
          aria-hidden
        >
          <Cells days={days} onPoint={setChosen} />
          {chosen !== undefined && (
            <rect className={classes["chosen"]} x={chosen * PITCH - 1} y={-1} width={WIDTH + 2} height={26} />
          )}
        </svg>
      </div>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{daysSummary(days)}</Text>
        <Text size="sm" c="dimmed">
          {chosen === undefined ? "" : dayText(day)}
        </Text>
      </Group>
    </Stack>
  );
}

type CellsProps = { days: readonly HistoryDay[]; onPoint: (index: number) => void };

function Cells({ days, onPoint }: CellsProps) {
  return days.map((day, index) => {
    const height = heights[day.outcome];
    return (
      <g key={day.date} onPointerEnter={() => onPoint(index)}>
        <title>{dayText(day)}</title>
        <rect x={index * PITCH - 1} y={0} width={PITCH} height={24} fill="transparent" />
        <rect
          className={classes[day.outcome]}
          x={index * PITCH}
          y={22 - height}
          width={WIDTH}
          height={height}
          rx={1.5}
        />
      </g>
    );
  });
}
