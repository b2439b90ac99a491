import { Alert, Button, Group, Text } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import type { Agent } from "#contract/agents";
import { usePauseAgent, useResumeAgent } from "../api/agents.ts";
import { PauseMenu } from "./pause-menu.tsx";
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
          { onError: (error) => showProblem(`${agent.hostname} was not paused`, error) },
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
          onError: (error) => showProblem(`${agent.hostname} is still paused`, error),
        })
      }
    >
      Resume
    </Button>
  );
}

/** Says since when and until when nothing starts by itself. */
export function PausedAlert({ agent, mayChange }: { agent: Paused; mayChange: boolean }) {
  if (agent.pausedSince === null) return null;
  return (
    <Alert color="gray" icon={<IconPlayerPause aria-hidden />} title="Scheduled backups are paused">
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          Since <TimeAgo at={agent.pausedSince} />
          {agent.pausedUntil === null ? (
            ", until somebody resumes them."
          ) : (
            <>
              ; they go on <TimeAgo at={agent.pausedUntil} />.
            </>
          )}{" "}
          “Back up now” works meanwhile.
        </Text>
        {mayChange && <ResumeButton agent={agent} />}
      </Group>
    </Alert>
  );
}
