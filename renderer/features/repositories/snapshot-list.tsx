import { Anchor, Badge, Button, Group, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Snapshot } from "#contract/snapshots";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useSnapshots } from "../../api/snapshots.ts";
import { useCreateTask } from "../../api/tasks.ts";
import { Paged } from "../../components/paged.tsx";
import { Section } from "../../components/section.tsx";
import { showProblem } from "../../components/show-problem.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { useGoOn } from "../../components/use-go-on.ts";
import { formatBytes } from "../../format/bytes.ts";

export function SnapshotList({ repositoryId, mayChange }: { repositoryId: Id; mayChange: boolean }) {
  const snapshots = useSnapshots(repositoryId);
  return (
    <Section title={say("Snapshots")} actions={mayChange && <ReadAgain repositoryId={repositoryId} />}>
      <Paged
        query={snapshots}
        problem={say("The snapshots could not be read")}
        empty={say(
          "No snapshot is known. Each backup adds one; “Look in the repository” finds those of other programs.",
        )}
      >
        {(items) => (
          <Table verticalSpacing="xs" tabularNums aria-label={say("Snapshots")}>
            <Table.Tbody>
              {items.map((snapshot) => (
                <SnapshotRow key={snapshot.id} snapshot={snapshot} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Paged>
    </Section>
  );
}

function SnapshotRow({ snapshot }: { snapshot: Snapshot }) {
  return (
    <Table.Tr>
      <Table.Td>
        <TimeAgo at={snapshot.time} fw={600} />
        <Text size="xs" c="dimmed" ff="monospace">
          {snapshot.id.slice(0, 8)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          {snapshot.hostname}
          {snapshot.policyName !== null && `, ${snapshot.policyName}`}
        </Text>
        <Origin snapshot={snapshot} />
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }} lineClamp={2}>
          {snapshot.paths.join(", ")}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm" ta="right">
        {snapshot.bytesProcessed === null ? "–" : formatBytes(snapshot.bytesProcessed)}
      </Table.Td>
      <Table.Td ta="right">
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Anchor
            component={Link}
            to={`/restore?repository=${snapshot.repositoryId}&snapshot=${snapshot.id}`}
            size="sm"
            aria-label={say("Restore from {snapshot}", { snapshot: snapshot.id.slice(0, 8) })}
          >
            {say("Restore|verb")}
          </Anchor>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** What Holdfast made needs no word. */
function Origin({ snapshot: { doubt, agentId, policyId } }: { snapshot: Snapshot }) {
  if (doubt !== null)
    return (
      <Badge color="orange" variant="light" tt="none">
        {doubt === "unknown" ? say("No run made it") : say("Another time than its run")}
      </Badge>
    );
  if (agentId !== null || policyId !== null) return null;
  return (
    <Badge color="gray" variant="light" tt="none">
      {say("Made by another program")}
    </Badge>
  );
}

function ReadAgain({ repositoryId }: { repositoryId: Id }) {
  const create = useCreateTask();
  const goOn = useGoOn();
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={create.isPending}
      onClick={() =>
        create.mutate(
          { kind: "snapshots", repositoryId },
          {
            onSuccess: ({ id }) => goOn(`/tasks/${id}`),
            onError: (error) => showProblem(say("The repository was not read"), error),
          },
        )
      }
    >
      {say("Look in the repository")}
    </Button>
  );
}
