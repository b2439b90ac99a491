import { Button } from "@mantine/core";
import { pageOfProblem } from "#contract/problem-page";
import type { OpenProblem } from "#contract/status";
import { say } from "#contract/words/say";
import { useCreateTask } from "../../api/tasks.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { showProblem } from "../../components/show-problem.ts";
import { useGoOn } from "../../components/use-go-on.ts";

export function ProblemAction({ problem }: { problem: OpenProblem }) {
  if (problem.action === "back-up-now") return <BackUp problem={problem} />;
  return <LinkButton to={pageOfProblem(problem)}>{label(problem)}</LinkButton>;
}

function label({ action, hostname }: OpenProblem): string {
  switch (action) {
    case "back-up-now":
      return say("Back up now");
    case "open-run":
      return say("See what happened");
    case "open-agent":
      return say("Open {hostname}", { hostname });
    case "create-policy":
      return say("Choose what to protect");
    case "open-repository":
      return say("Look at the repository");
  }
}

function BackUp({ problem }: { problem: OpenProblem }) {
  const { agentId, policyId } = problem;
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
      {label(problem)}
    </Button>
  );
}
