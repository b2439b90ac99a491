import { Box, Highlight, Text } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { LogLevel, LogLine } from "#contract/runs";
import { say } from "#contract/words/say";

const LINE_HEIGHT = 20;
const colors: Record<LogLevel, string> = {
  debug: "dimmed",
  info: "inherit",
  warn: "var(--mantine-color-yellow-text)",
  error: "var(--mantine-color-red-text)",
};

type Props = {
  lines: LogLine[];
  /** The place of the line that the search is at. */
  current: number | undefined;
  search: string;
  isFollowing: boolean;
  onLeaveEnd: () => void;
};

/** Only the lines in view are in the page: a log may have a million. */
export function LogLines({ lines, current, search, isFollowing, onLeaveEnd }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
  });

  useEffect(() => {
    if (isFollowing && lines.length > 0) virtual.scrollToIndex(lines.length - 1, { align: "end" });
  }, [isFollowing, lines.length, virtual]);
  useEffect(() => {
    if (current !== undefined) virtual.scrollToIndex(current, { align: "center" });
  }, [current, virtual]);

  return (
    <Box
      ref={frame}
      role="log"
      aria-label={say("Lines of the log")}
      aria-live="off"
      tabIndex={0}
      onWheel={(event) => {
        if (event.deltaY < 0) onLeaveEnd();
      }}
      onKeyDown={(event) => {
        if (["ArrowUp", "PageUp", "Home"].includes(event.key)) onLeaveEnd();
      }}
      bd="1px solid var(--mantine-color-default-border)"
      style={{ maxHeight: 420, overflow: "auto", borderRadius: "var(--mantine-radius-md)" }}
    >
      <div style={{ height: virtual.getTotalSize(), position: "relative" }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return (
            line && (
              <Box
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                px="xs"
                style={{
                  position: "absolute",
                  insetInline: 0,
                  transform: `translateY(${item.start}px)`,
                  background: item.index === current ? "var(--mantine-color-yellow-light)" : undefined,
                }}
              >
                <Line line={line} search={search} />
              </Box>
            )
          );
        })}
      </div>
    </Box>
  );
}

function Line({ line, search }: { line: LogLine; search: string }) {
  return (
    <Text
      component="div"
      size="xs"
      ff="monospace"
      c={colors[line.level]}
      lh={`${LINE_HEIGHT}px`}
      style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
    >
      {line.at !== null && (
        <Text span inherit c="dimmed" mr={8}>
          {localTime(line.at)}
        </Text>
      )}
      {line.level !== "info" && line.level !== "debug" && `${line.level}: `}
      <Highlight span inherit highlight={search.trim()}>
        {line.text}
      </Highlight>
    </Text>
  );
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const localTime = (at: string) => clock.format(Date.parse(at));
