import { Button } from "@mantine/core";
import type { OpenProblem } from "#contract/status";
import { useCreateTask } from "../../api/tasks.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { showProblem } from "../../components/show-problem.ts";
import { useGoOn } from "../../components/use-go-on.ts";

export function ProblemAction({ problem }: { problem: OpenProblem }) {
  switch (problem.action) {
    case "back-up-now":
      return <BackUp problem={problem} />;
    case "open-run":
      return (
        <LinkButton to={problem.runId === null ? "/runs" : `/runs/${problem.runId}`}>
          See what happened
        </LinkButton>
      );
    case "open-agent":
      return <LinkButton to={`/agents/${problem.agentId}`}>Open {problem.hostname}</LinkButton>;
    case "create-policy":
      return <LinkButton to="/welcome">Choose what to protect</LinkButton>;
    case "open-repository":
      return (
        <LinkButton
          to={problem.repositoryId === undefined ? "/repositories" : `/repositories/${problem.repositoryId}`}
        >
          Look at the repository
        </LinkButton>
      );
  }
}

function BackUp({ problem: { agentId, policyId } }: { problem: OpenProblem }) {
  const create = useCreateTask();
  const goOn = useGoOn();
  return (
    <Button
      loading={create.isPending}
      onClick={() =>
        create.mutate(
          { kind: "backup", agentId, ...(policyId === null ? {} : { policyId }) },
          {
            onSuccess: (task) => goOn(`/tasks/${task.id}`),
            onError: (error) => showProblem("The backup was not started", error),
          },
        )
      }
    >
      Back up now
    </Button>
  );
}
