import { Box, Group, Text } from "@mantine/core";
import type { HealthSample } from "#contract/health";
import { say, spokenLocale } from "#contract/words/say";
import { formatBytes } from "../../format/bytes.ts";

const WIDTH = 600;
const HEIGHT = 120;
const MOST_POINTS = 300;

type Point = { at: number; bytes: number };

/** What the repository takes over time, as a line above its area; the numbers stand beside it for those who do not see it. */
export function GrowthChart({ samples }: { samples: HealthSample[] }) {
  const points = pointsOf(samples);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return null;
  const most = Math.max(...points.map(({ bytes }) => bytes), 1);
  const x = ({ at }: Point) => ((at - first.at) / Math.max(1, last.at - first.at)) * WIDTH;
  const y = ({ bytes }: Point) => HEIGHT - (bytes / most) * (HEIGHT - 8);
  const line = points.map((point) => `${x(point).toFixed(1)},${y(point).toFixed(1)}`).join(" ");
  const words = say("From {before} on {day} to {now} on {today}", {
    before: formatBytes(first.bytes),
    day: day(first.at),
    now: formatBytes(last.bytes),
    today: day(last.at),
  });
  return (
    <Box mt="md">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
        role="img"
        aria-label={words}
      >
        <title>{words}</title>
        <polygon
          points={`0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`}
          fill="var(--mantine-color-blue-light)"
          stroke="none"
        />
        <polyline
          points={line}
          fill="none"
          stroke="var(--mantine-color-blue-filled)"
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {day(first.at)}: {formatBytes(first.bytes)}
        </Text>
        <Text size="xs" c="dimmed">
          {day(last.at)}: {formatBytes(last.bytes)}
        </Text>
      </Group>
    </Box>
  );
}

function pointsOf(samples: HealthSample[]): Point[] {
  const known = samples.flatMap(({ at, usedBytes }) =>
    usedBytes === null ? [] : [{ at: Date.parse(at), bytes: usedBytes }],
  );
  const step = Math.max(1, Math.ceil(known.length / MOST_POINTS));
  return known.filter((_, index) => index % step === 0 || index === known.length - 1);
}

function day(at: number): string {
  return new Date(at).toLocaleDateString(spokenLocale(), { day: "numeric", month: "short", year: "numeric" });
}
