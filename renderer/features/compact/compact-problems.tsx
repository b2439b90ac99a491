import { Anchor, Stack, Text } from "@mantine/core";
import { pageOfProblem } from "#contract/problem-page";
import { problemsInAll, type Status } from "#contract/status";
import { say } from "#contract/words/say";
import { openLarge } from "./open-large.ts";

const MOST = 4;

export function CompactProblems({ status }: { status: Status }) {
  const shown = status.problems.slice(0, MOST);
  const more = problemsInAll(status) - shown.length;
  if (shown.length === 0) return null;
  return (
    <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
      {shown.map((problem) => (
        <li key={`${problem.agentId} ${problem.policyId} ${problem.title}`}>
          <Anchor component="button" ta="left" fw={600} onClick={() => openLarge(pageOfProblem(problem))}>
            {problem.title}
          </Anchor>
          <Text size="sm" c="dimmed">
            {problem.effect}
          </Text>
        </li>
      ))}
      {more > 0 && (
        <li>
          <Anchor component="button" onClick={() => openLarge("/")}>
            {say("{count} more", { count: more })}
          </Anchor>
        </li>
      )}
    </Stack>
  );
}
