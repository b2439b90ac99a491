import { Anchor, Group, RingProgress, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Protection } from "#contract/agents";
import type { Status } from "#contract/status";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";
import { StatusBadge, statusLooks } from "../../components/status-badge.tsx";
import { protectionWords } from "../../components/status-words.ts";

const order: Protection[] = ["protected", "late", "at-risk", "paused", "never"];

/** How many machines are in which state: a ring, with the same numbers as text. */
export function Counts({ status }: { status: Status }) {
  const rows = order
    .map((state) => ({ state, count: status.counts[state] ?? 0, word: protectionWords[state] }))
    .filter((row) => row.count > 0);
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  const good = status.counts.protected ?? 0;
  return (
    <Section title={say("Machines")}>
      <Group gap="lg">
        <RingProgress
          size={120}
          thickness={12}
          aria-label={say("{good} of {total, plural, one {# machine} other {# machines}} protected", {
            good,
            total,
          })}
          sections={rows.map((row) => ({
            value: (100 * row.count) / Math.max(total, 1),
            color: ringColor(statusLooks[row.word].color),
          }))}
          label={
            <Text ta="center" fw={700} size="lg">
              {good}/{total}
            </Text>
          }
        />
        <Stack gap={6}>
          {rows.map((row) => (
            <Group key={row.state} gap="xs">
              <Text fw={600} w={24} ta="right">
                {row.count}
              </Text>
              <Link
                to={`/agents?protection=${row.state}`}
                aria-label={say("Machines: {word}", { word: row.word })}
              >
                <StatusBadge word={row.word} />
              </Link>
            </Group>
          ))}
          {status.offline > 0 && (
            <Anchor component={Link} to="/agents?reachability=offline" size="sm">
              {say("{offline, plural, one {# machine} other {# machines}} offline", {
                offline: status.offline,
              })}
            </Anchor>
          )}
        </Stack>
      </Group>
    </Section>
  );
}

/** The grey of the theme's shade is nearly black in a ring. */
const ringColor = (color: string) => (color === "gray" ? "gray.5" : color);
