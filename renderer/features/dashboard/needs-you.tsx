import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { type OpenProblem, problemsInAll, type Status } from "#contract/status";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import type { StatusWord } from "../../components/status-words.ts";
import { type FoldedProblem, foldProblems } from "./fold-problems.ts";
import { ProblemAction } from "./problem-action.tsx";

const words: Record<OpenProblem["severity"], StatusWord> = {
  "at-risk": "At risk",
  late: "Late",
  warning: "Warnings",
};

const SHOWN = 5;
const NAMED = 3;

type Props = { status: Status; hasFleet: boolean };

/** What a person has to do, worst first, each with the one button that helps. */
export function NeedsYou({ status, hasFleet }: Props) {
  const [isAll, setAll] = useState(false);
  const count = problemsInAll(status);
  const folded = foldProblems(status.problems);
  const shown = isAll ? folded : folded.slice(0, SHOWN);
  const notListed = count - status.problems.length;
  return (
    <Section title={say("Needs you ({count})", { count })}>
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: "none" }}>
        {shown.map((one) => (
          <ProblemRow
            key={`${one.problem.agentId} ${one.problem.policyId} ${one.problem.title}`}
            folded={one}
            hasFleet={hasFleet}
          />
        ))}
      </Stack>
      {shown.length < folded.length && (
        <Button variant="subtle" size="compact-sm" mt="sm" onClick={() => setAll(true)}>
          {say("Show {count} more", { count: folded.length - shown.length })}
        </Button>
      )}
      {shown.length === folded.length && notListed > 0 && (
        <Anchor component={Link} to={listOf(status)} size="sm" mt="sm" display="block">
          {say("{count, number} more: see the list", { count: notListed })}
        </Anchor>
      )}
    </Section>
  );
}

/** Where the worst of them are, each of them. */
function listOf({ problemCounts }: Status): string {
  if (problemCounts["at-risk"] > 0) return "/agents?protection=at-risk";
  return problemCounts.late > 0 ? "/agents?protection=late" : "/runs?status=warning";
}

function ProblemRow({
  folded: { problem, hostnames },
  hasFleet,
}: {
  folded: FoldedProblem;
  hasFleet: boolean;
}) {
  const isNamed = problem.title.includes(problem.hostname) || problem.repositoryId !== undefined;
  return (
    <Group component="li" justify="space-between" gap="sm">
      <Group gap="sm" align="flex-start" style={{ flex: "1 1 260px" }} miw={0}>
        <StatusBadge word={wordOf(problem)} />
        <div style={{ flex: "1 1 200px", minWidth: 0 }}>
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {problem.title}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {hasFleet && !isNamed && `${whoWords(hostnames)}: `}
            {problem.effect}
          </Text>
        </div>
      </Group>
      <ProblemAction problem={problem} />
    </Group>
  );
}

/** What is late because its last attempt made no snapshot failed: that is what people look for. */
const wordOf = ({ severity, action }: OpenProblem): StatusWord =>
  severity === "late" && action === "open-run" ? "Failed" : words[severity];

function whoWords(hostnames: string[]): string {
  const named = hostnames.slice(0, NAMED).join(", ");
  const more = hostnames.length - NAMED;
  return more > 0 ? say("{names} and {count, number} more", { names: named, count: more }) : named;
}
