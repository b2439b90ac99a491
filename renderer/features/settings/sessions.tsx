import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useEndOtherSessions, useEndSession, useSessions } from "../../api/accounts.ts";
import { QueryView } from "../../components/query-view.tsx";
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
                onError: (error) => showProblem("The other sessions go on", error),
              })
            }
          >
            Sign out my other sessions
          </Button>
        )
      }
    >
      <QueryView query={sessions} problem="The sessions could not be read">
        {({ items }) => (
          <Stack gap="sm" role="list" aria-label="Sessions">
            {items.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
            {items.length === 0 && (
              <Text size="sm" c="dimmed">
                Nobody is signed in by a browser.
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
            {session.accountId === null ? "Somebody at this computer" : session.actor}
          </Text>
          {session.isThis && (
            <Badge variant="default" tt="none">
              this browser
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {roleNames[session.role]}, since <TimeAgo at={session.createdAt} />, last seen{" "}
          <TimeAgo at={session.lastSeenAt} />
        </Text>
      </div>
      {!session.isThis && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Sign out ${session.actor}`}
          loading={end.isPending}
          onClick={() =>
            end.mutate(session.id, { onError: (error) => showProblem("The session goes on", error) })
          }
        >
          Sign out
        </Button>
      )}
    </Group>
  );
}
