import { Text, type TextProps, Tooltip } from "@mantine/core";
import { exactTime, relativeTime } from "../format/relative-time.ts";
import { useNow } from "./use-now.ts";

type Props = Omit<TextProps, "children"> & {
  at: string | null;
  none?: string;
  /** For tables: it may take two lines, and the tooltip is the browser's own, so that rows are made quickly. */
  isPlain?: boolean;
};

/** Ticks each minute by itself; the tooltip has the exact time with its zone. */
export function TimeAgo({ at, none = "–", isPlain = false, ...text }: Props) {
  const now = useNow();
  if (at === null) {
    return (
      <Text span inherit c="dimmed" {...text}>
        {none}
      </Text>
    );
  }
  if (isPlain) {
    return (
      <time dateTime={at} title={exactTime(at)}>
        {relativeTime(at, now)}
      </time>
    );
  }
  return (
    <Tooltip label={exactTime(at)} events={{ hover: true, focus: true, touch: true }}>
      <Text span inherit {...text} style={{ whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" }}>
        <time dateTime={at}>{relativeTime(at, now)}</time>
      </Text>
    </Tooltip>
  );
}
