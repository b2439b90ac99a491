import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { say } from "#contract/words/say";
import { useEndOtherSessions, useEndSession, useSessions } from "../../api/accounts.ts";
import { QueryView } from "../../components/query-view.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { Section } from "../../components/section.tsx";
import { showProblem } from "../../components/show-problem.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { roleNames } from "./roles.ts";

/** Administrators see everybody, others themselves. */
export function Sessions({ title }: { title: string }) {
  const sessions = useSessions();
  const endOthers = useEndOtherSessions();
  const hasOthers = (sessions.data?.items.length ?? 0) > 1;
  return (
    <Section
      title={title}
      actions={
        hasOthers && (
          <Button
            size="compact-md"
            variant="default"
            loading={endOthers.isPending}
            onClick={() =>
              endOthers.mutate(undefined, {
                onError: (error) => showProblem(say("The other sessions go on"), error),
              })
            }
          >
            {say("Sign out my other sessions")}
          </Button>
        )
      }
    >
      <QueryView query={sessions} problem={say("The sessions could not be read")}>
        {({ items }) => (
          <Stack gap="sm" role="list" aria-label={say("Sessions")}>
            {items.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
            {items.length === 0 && (
              <Text size="sm" c="dimmed">
                {say("Nobody is signed in by a browser.")}
              </Text>
            )}
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}

type Session = NonNullable<ReturnType<typeof useSessions>["data"]>["items"][number];

function SessionRow({ session }: { session: Session }) {
  const end = useEndSession();
  return (
    <Group justify="space-between" gap="xs" role="listitem">
      <div style={{ minWidth: 0, flex: "1 1 180px" }}>
        <Group gap="xs">
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {session.accountId === null ? say("Somebody at this computer") : session.actor}
          </Text>
          {session.isThis && (
            <Badge variant="default" tt="none">
              {say("this browser")}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {sayWith("{role}, since {since}, last seen {seen}", {
            role: roleNames()[session.role],
            since: <TimeAgo at={session.createdAt} />,
            seen: <TimeAgo at={session.lastSeenAt} />,
          })}
        </Text>
      </div>
      {!session.isThis && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={say("Sign out {actor}", { actor: session.actor })}
          loading={end.isPending}
          onClick={() =>
            end.mutate(session.id, { onError: (error) => showProblem(say("The session goes on"), error) })
          }
        >
          {say("Sign out")}
        </Button>
      )}
    </Group>
  );
}
