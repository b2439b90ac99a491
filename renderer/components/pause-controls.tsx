import { Alert, Button, Group, Text } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import type { Agent } from "#contract/agents";
import { say } from "#contract/words/say";
import { usePauseAgent, useResumeAgent } from "../api/agents.ts";
import { PauseMenu } from "./pause-menu.tsx";
import { sayWith } from "./say-with.tsx";
import { showProblem } from "./show-problem.ts";
import { TimeAgo } from "./time-ago.tsx";

type Paused = Pick<Agent, "id" | "hostname" | "pausedSince" | "pausedUntil">;

/** Holds the scheduled backups of a machine back, or lets them go on. */
export function PauseButton({ agent }: { agent: Paused }) {
  const pause = usePauseAgent();
  if (agent.pausedSince !== null) return <ResumeButton agent={agent} />;
  return (
    <PauseMenu
      isPending={pause.isPending}
      onPause={(until) =>
        pause.mutate(
          { id: agent.id, until },
          {
            onError: (error) =>
              showProblem(say("{hostname} was not paused", { hostname: agent.hostname }), error),
          },
        )
      }
    />
  );
}

function ResumeButton({ agent }: { agent: Paused }) {
  const resume = useResumeAgent();
  return (
    <Button
      variant="default"
      loading={resume.isPending}
      onClick={() =>
        resume.mutate(agent.id, {
          onError: (error) =>
            showProblem(say("{hostname} is still paused", { hostname: agent.hostname }), error),
        })
      }
    >
      {say("Resume")}
    </Button>
  );
}

/** Says since when and until when nothing starts by itself. */
export function PausedAlert({ agent, mayChange }: { agent: Paused; mayChange: boolean }) {
  if (agent.pausedSince === null) return null;
  return (
    <Alert color="gray" icon={<IconPlayerPause aria-hidden />} title={say("Scheduled backups are paused")}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {agent.pausedUntil === null
            ? sayWith("Since {since}, until somebody resumes them.", {
                since: <TimeAgo at={agent.pausedSince} />,
              })
            : sayWith("Since {since}; they go on {until}.", {
                since: <TimeAgo at={agent.pausedSince} />,
                until: <TimeAgo at={agent.pausedUntil} />,
              })}{" "}
          {say("“Back up now” works meanwhile.")}
        </Text>
        {mayChange && <ResumeButton agent={agent} />}
      </Group>
    </Alert>
  );
}
