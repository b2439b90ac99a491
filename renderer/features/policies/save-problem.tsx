import { Alert, Button, Group, Text } from "@mantine/core";
import { IconGitMerge } from "@tabler/icons-react";
import { say } from "#contract/words/say";
import { hasStatus } from "../../api/client.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";

type Props = { error: unknown; onReload: (() => Promise<void>) | undefined };

export function SaveProblem({ error, onReload }: Props) {
  if (!hasStatus(error, 412) || onReload === undefined) {
    return <ProblemAlert title={say("The policy is not saved")} error={error} showFields />;
  }
  return (
    <Alert
      color="orange"
      icon={<IconGitMerge aria-hidden />}
      title={say("Somebody saved this policy after you opened it")}
      role="alert"
    >
      <Text size="sm">
        {say(
          "Nothing of yours was written, so that the other change is not lost. Your entries are still in this form: copy what you need, then load the saved version and change it.",
        )}
      </Text>
      <Group mt="sm">
        <Button size="xs" variant="default" onClick={() => void onReload()}>
          {say("Load the saved version")}
        </Button>
      </Group>
    </Alert>
  );
}
