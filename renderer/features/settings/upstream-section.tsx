import { Alert, Badge, Button, DataList, Divider, Group, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useSearchParams } from "react-router";
import { joinUpstream, type Upstream, type UpstreamState } from "#contract/upstream";
import { say } from "#contract/words/say";
import { useJoinUpstream, useLeaveUpstream, useUpstream } from "../../api/upstream.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { Fact } from "../../components/fact.tsx";
import { formErrors, serverErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { JoinNearby } from "./join-nearby.tsx";

const states = (): Record<UpstreamState, { word: string; color: string }> => ({
  none: { word: say("Follows nobody"), color: "gray" },
  pending: { word: say("Waits for approval there"), color: "indigo" },
  connected: { word: say("Connected"), color: "teal" },
  away: { word: say("Does not answer"), color: "orange" },
  revoked: { word: say("Shut out there"), color: "red" },
});

/** The orchestrator that looks after this computer, if any. */
export function UpstreamSection() {
  const upstream = useUpstream();
  // From a link that somebody sent: it fills the form, and a person presses the button.
  const code = useSearchParams()[0].get("code") ?? "";
  return (
    <QueryView query={upstream} problem={say("Whom this computer follows could not be read")}>
      {(data) =>
        data.state === "none" || data.state === "revoked" ? (
          <Join key={code} upstream={data} code={code} />
        ) : (
          <Followed upstream={data} />
        )
      }
    </QueryView>
  );
}

function Join({ upstream, code }: { upstream: Upstream; code: string }) {
  const join = useJoinUpstream();
  const form = useForm({
    initialValues: { joinCode: code },
    validate: (values) => formErrors(joinUpstream.body, values),
  });
  return (
    <Section title={say("Follow another Holdfast")}>
      <JoinNearby />
      <Divider my="md" label={say("or with a join code")} />
      <form
        noValidate
        onSubmit={form.onSubmit(({ joinCode }) =>
          join.mutate(joinCode, { onError: (error) => form.setErrors(serverErrors(error)) }),
        )}
      >
        <Stack gap="sm">
          {upstream.problem !== null && <Alert color="orange">{upstream.problem}</Alert>}
          {join.error !== null && (
            <ProblemAlert title={say("This computer did not join")} error={join.error} />
          )}
          <Textarea
            label={say("Join code")}
            description={say(
              "“Add a computer” on the other Holdfast makes one. Its policies then protect this computer; your own stay yours",
            )}
            autosize
            minRows={2}
            maxRows={6}
            spellCheck={false}
            {...form.getInputProps("joinCode")}
          />
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={join.isPending}>
              {say("Join")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function Followed({ upstream }: { upstream: Upstream }) {
  const leave = useLeaveUpstream();
  const { word, color } = states()[upstream.state];
  const name = upstream.name ?? say("another Holdfast");
  return (
    <Section
      title={say("Follows {name}", { name })}
      actions={
        <Badge color={color} variant="light" size="lg" tt="none">
          {word}
        </Badge>
      }
    >
      <Stack gap="sm">
        {upstream.problem !== null && <Alert color="orange">{upstream.problem}</Alert>}
        <DataList labelWidth={160}>
          <Fact name={say("Last contact")}>
            <TimeAgo at={upstream.lastContactAt} none={say("never")} />
          </Fact>
          <Fact name={say("Joined")}>
            <TimeAgo at={upstream.joinedAt} />
          </Fact>
          <Fact name={say("Policies from there")}>{upstream.policyCount}</Fact>
          <Fact name={say("Not delivered yet")}>{waitingText(upstream.waiting)}</Fact>
        </DataList>
        <Text size="sm" c="dimmed">
          {say(
            "While it does not answer, backups go on by the policies that were last received, and what they did is delivered later.",
          )}
        </Text>
        <Group>
          <ConfirmButton
            label={say("Stop following {name}", { name })}
            question={say("Follow {name} no more?", { name })}
            effect={say(
              "Its policies and its passwords go from this computer, and backups by them end. Your own policies go on. Snapshots stay where they are.",
            )}
            confirmLabel={say("Leave it")}
            action={{ ...leave, mutate: () => leave.mutate(undefined) }}
          />
        </Group>
      </Stack>
    </Section>
  );
}

function waitingText({ results, reports, logChunks }: Upstream["waiting"]): string {
  const parts = [
    results + reports > 0 &&
      say("{count, plural, one {# result} other {# results}}", { count: results + reports }),
    logChunks > 0 &&
      say("{count, plural, one {# part of a log} other {# parts of logs}}", { count: logChunks }),
  ].filter((part) => part !== false);
  return parts.length === 0 ? say("nothing") : parts.join(", ");
}
