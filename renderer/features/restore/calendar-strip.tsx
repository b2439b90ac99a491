import { ActionIcon, Group, Text, UnstyledButton } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useLayoutEffect, useRef, useState } from "react";
import type { SnapshotDay } from "#contract/snapshots";
import { say, spokenLocale } from "#contract/words/say";
import classes from "./calendar-strip.module.css";
import { DAYS_SHOWN, dayWindow, type ShownDay, shiftDay } from "./day-window.ts";

type Props = {
  days: readonly SnapshotDay[];
  today: string;
  /** The day of the snapshot that is open. */
  chosen: string | null;
  onChoose: (day: SnapshotDay) => void;
};

/** Two weeks of days; one with snapshots opens its newest. */
export function CalendarStrip({ days, today, chosen, onChoose }: Props) {
  const [end, setEnd] = useState<string | null>(null);
  const last = end ?? days[0]?.day ?? today;
  const oldest = days.at(-1)?.day ?? today;
  const shown = dayWindow(days, last);
  const strip = useRef<HTMLDivElement>(null);
  // Where not all days have room, the newest are what people look for.
  useLayoutEffect(() => {
    if (strip.current !== null) strip.current.scrollLeft = strip.current.scrollWidth;
  }, []);
  return (
    <Group gap={4} wrap="nowrap" align="stretch">
      <ActionIcon
        variant="subtle"
        color="gray"
        h="auto"
        size={36}
        aria-label={say("Earlier days")}
        disabled={(shown[0]?.day ?? "") <= oldest}
        onClick={() => setEnd(shiftDay(last, -DAYS_SHOWN))}
      >
        <IconChevronLeft size={18} />
      </ActionIcon>
      <Group
        ref={strip}
        gap={4}
        wrap="nowrap"
        role="group"
        aria-label={say("Days with snapshots")}
        style={{ flex: 1, overflowX: "auto", padding: 3 }}
      >
        {shown.map((one) => (
          <Day key={one.day} {...one} isChosen={one.day === chosen} onChoose={onChoose} />
        ))}
      </Group>
      <ActionIcon
        variant="subtle"
        color="gray"
        h="auto"
        size={36}
        aria-label={say("Later days")}
        disabled={last >= (days[0]?.day ?? today)}
        onClick={() => setEnd(shiftDay(last, DAYS_SHOWN))}
      >
        <IconChevronRight size={18} />
      </ActionIcon>
    </Group>
  );
}

type DayProps = ShownDay & { isChosen: boolean; onChoose: (day: SnapshotDay) => void };

function Day({ day, snapshots, isChosen, onChoose }: DayProps) {
  const count = snapshots?.count ?? 0;
  const at = Date.parse(`${day}T12:00:00Z`);
  const short = new Intl.DateTimeFormat(spokenLocale(), { day: "numeric", month: "short", timeZone: "UTC" });
  const long = new Intl.DateTimeFormat(spokenLocale(), { dateStyle: "full", timeZone: "UTC" });
  return (
    <UnstyledButton
      className={classes["day"]}
      disabled={snapshots === undefined}
      aria-pressed={isChosen}
      aria-label={`${long.format(at)}: ${count === 0 ? say("no snapshot") : say("{count, plural, one {# snapshot} other {# snapshots}}", { count })}`}
      onClick={() => snapshots !== undefined && onChoose(snapshots)}
    >
      <Text span size="xs" {...(count === 0 && { c: "dimmed" })} style={{ whiteSpace: "nowrap" }}>
        {short.format(at)}
      </Text>
      <span className={`${classes["bar"]} ${count === 0 ? classes["none"] : ""}`} aria-hidden />
      <Text span size="xs" c="dimmed" aria-hidden>
        {count === 0 ? "" : count}
      </Text>
    </UnstyledButton>
  );
}
