import { Button } from "@mantine/core";
import type { OpenProblem } from "#contract/status";
import { say } from "#contract/words/say";
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
          {say("See what happened")}
        </LinkButton>
      );
    case "open-agent":
      return (
        <LinkButton to={`/agents/${problem.agentId}`}>
          {say("Open {hostname}", { hostname: problem.hostname })}
        </LinkButton>
      );
    case "create-policy":
      return <LinkButton to="/welcome">{say("Choose what to protect")}</LinkButton>;
    case "open-repository":
      return (
        <LinkButton
          to={problem.repositoryId === undefined ? "/repositories" : `/repositories/${problem.repositoryId}`}
        >
          {say("Look at the repository")}
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
            onError: (error) => showProblem(say("The backup was not started"), error),
          },
        )
      }
    >
      {say("Back up now")}
    </Button>
  );
}
