import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { type ConsentRequest, destinationWords } from "#contract/consents";
import { say, sayAgain } from "#contract/words/say";
import { useAnswerConsent, useConsentRequests } from "../api/consents.ts";
import { useMe } from "../api/session.ts";
import { showProblem } from "../components/show-problem.ts";
import { exactTime } from "../format/relative-time.ts";

/** What the orchestrator above wants to restore to this computer waits on every page for a yes or a no. */
export function ConsentBar() {
  const me = useMe();
  const requests = useConsentRequests(me.data?.upstream !== undefined);
  return requests.data?.items.map((request) => (
    <Asked key={request.taskId} request={request} mayAnswer={me.data?.role === "admin"} />
  ));
}

function Asked({ request, mayAnswer }: { request: ConsentRequest; mayAnswer: boolean }) {
  const answer = useAnswerConsent();
  const give = (allow: boolean) =>
    answer.mutate(
      { taskId: request.taskId, allow },
      { onError: (error) => showProblem(say("The answer was not taken"), error) },
    );
  return (
    <Alert
      color="orange"
      mb="md"
      role="alert"
      icon={<IconRestore aria-hidden />}
      title={say("{askedBy} wants to restore files to this computer", { askedBy: request.askedBy })}
    >
      <Stack gap="sm">
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {say(
            "{what} from “{repositoryName}”, {destinationWords}. Without an answer until {time} nothing is restored.",
            {
              what: what(request),
              repositoryName: request.repositoryName,
              destinationWords: sayAgain(destinationWords(request)),
              time: exactTime(request.expiresAt),
            },
          )}
        </Text>
        {mayAnswer ? (
          <Group gap="sm">
            <Button size="compact-md" loading={answer.isPending} onClick={() => give(true)}>
              {say("Allow this restore")}
            </Button>
            <Button
              size="compact-md"
              variant="default"
              disabled={answer.isPending}
              onClick={() => give(false)}
            >
              {say("Refuse")}
            </Button>
          </Group>
        ) : (
          <Text size="sm">{say("An administrator of this computer can allow or refuse it.")}</Text>
        )}
      </Stack>
    </Alert>
  );
}

function what({ paths, snapshotId }: ConsentRequest): string {
  if (paths.length === 0)
    return say("Everything in snapshot {snapshot}", { snapshot: snapshotId.slice(0, 8) });
  const [first, ...more] = paths;
  if (first === undefined || more.length === 0) return first ?? "";
  return say("{first} and {count, plural, one {# more path} other {# more paths}}", {
    first,
    count: more.length,
  });
}
