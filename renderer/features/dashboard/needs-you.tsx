import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { OpenProblem } from "#contract/status";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import type { StatusWord } from "../../components/status-words.ts";
import { ProblemAction } from "./problem-action.tsx";

const words: Record<OpenProblem["severity"], StatusWord> = {
  "at-risk": "At risk",
  late: "Late",
  warning: "Warnings",
};

const SHOWN = 5;

/** What a person has to do, worst first, each with the one button that helps. */
export function NeedsYou({ problems }: { problems: OpenProblem[] }) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? problems : problems.slice(0, SHOWN);
  return (
    <Section title={say("Needs you ({count})", { count: problems.length })}>
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: "none" }}>
        {shown.map((problem) => (
          <Group
            component="li"
            key={`${problem.agentId} ${problem.policyId} ${problem.title}`}
            justify="space-between"
            gap="sm"
          >
            <Group gap="sm" align="flex-start" style={{ flex: "1 1 260px" }} miw={0}>
              <StatusBadge word={words[problem.severity]} />
              <div style={{ flex: "1 1 200px", minWidth: 0 }}>
                <Text fw={600} style={{ overflowWrap: "anywhere" }}>
                  {problem.title}
                </Text>
                <Text size="sm" c="dimmed">
                  {problem.effect}
                </Text>
              </div>
            </Group>
            <ProblemAction problem={problem} />
          </Group>
        ))}
      </Stack>
      {!isAll && problems.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" mt="sm" onClick={() => setAll(true)}>
          {say("Show all {count}", { count: problems.length })}
        </Button>
      )}
    </Section>
  );
}
