import { Anchor, Stack, Text } from "@mantine/core";
import type { OpenProblem } from "#contract/status";
import { say } from "#contract/words/say";
import { openLarge } from "./open-large.ts";

const MOST = 4;

export function CompactProblems({ problems }: { problems: OpenProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
      {problems.slice(0, MOST).map((problem) => (
        <li key={`${problem.agentId} ${problem.policyId} ${problem.title}`}>
          <Anchor component="button" ta="left" fw={600} onClick={() => openLarge(pageOf(problem))}>
            {problem.title}
          </Anchor>
          <Text size="sm" c="dimmed">
            {problem.effect}
          </Text>
        </li>
      ))}
      {problems.length > MOST && (
        <li>
          <Anchor component="button" onClick={() => openLarge("/")}>
            {say("{count} more", { count: problems.length - MOST })}
          </Anchor>
        </li>
      )}
    </Stack>
  );
}

function pageOf({ action, runId, agentId }: OpenProblem): string {
  switch (action) {
    case "open-run":
      return runId === null ? "/runs" : `/runs/${runId}`;
    case "open-agent":
      return `/agents/${agentId}`;
    case "open-repository":
      return "/repositories";
    case "create-policy":
      return "/welcome";
    case "back-up-now":
      return "/";
  }
}
