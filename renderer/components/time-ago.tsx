import { Text, type TextProps, Tooltip } from "@mantine/core";
import { exactTime, relativeTime } from "../format/relative-time.ts";
import { useNow } from "./use-now.ts";

type Props = Omit<TextProps, "children"> & { at: string | null; none?: string };

/** Ticks each minute by itself; the tooltip has the exact time with its zone. */
export function TimeAgo({ at, none = "–", ...text }: Props) {
  const now = useNow();
  if (at === null) {
    return (
      <Text span inherit c="dimmed" {...text}>
        {none}
      </Text>
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
