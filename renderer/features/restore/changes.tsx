import { Badge, Group, Stack, Table, Text } from "@mantine/core";
import type { DiffChange } from "#contract/browse";
import type { Snapshot } from "#contract/snapshots";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useDiff } from "../../api/browse.ts";
import { Disclosure } from "../../components/disclosure.tsx";
import { LinesLoading, QueryView } from "../../components/query-view.tsx";
import { exactTime } from "../../format/relative-time.ts";

type Props = { repositoryId: Id; snapshotId: string; previous: Snapshot; path: string };

/** What changed in the open folder since the snapshot before; looked up when somebody wants to know. */
export function Changes({ previous, ...rest }: Props) {
  return (
    <Disclosure label={say("What changed since {time}", { time: exactTime(previous.time) })}>
      <Compared previous={previous} {...rest} />
    </Disclosure>
  );
}

const SHOWN = 200;

function Compared({ repositoryId, snapshotId, previous, path }: Props) {
  const diff = useDiff({ repositoryId, a: previous.id, b: snapshotId, path });
  return (
    <QueryView
      query={diff}
      problem={say("The snapshots could not be compared")}
      loading={<LinesLoading lines={2} height={28} />}
    >
      {({ items, totals: { added, removed, modified } }) => {
        if (added + removed + modified === 0)
          return (
            <Text size="sm" c="dimmed">
              {say("Nothing changed in this folder.")}
            </Text>
          );
        return (
          <Stack gap="xs">
            <Group gap="xs">
              <Badge variant="light" color="teal">
                {say("+{added, number} added", { added })}
              </Badge>
              <Badge variant="light" color="red">
                {say("−{removed, number} removed", { removed })}
              </Badge>
              <Badge variant="light" color="blue">
                {say("~{modified, number} changed", { modified })}
              </Badge>
            </Group>
            <Table verticalSpacing={2} aria-label={say("Changes")}>
              <Table.Tbody>
                {items.slice(0, SHOWN).map((change) => (
                  <Table.Tr key={`${change.path} ${change.change}`}>
                    <Table.Td w={110} fz="sm">
                      {words()[change.change]}
                    </Table.Td>
                    <Table.Td fz="sm" style={{ overflowWrap: "anywhere" }}>
                      {below(change.path, path)}
                      {change.isFolder && "/"}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {added + removed + modified > SHOWN && (
              <Text size="sm" c="dimmed">
                {say("Open a folder further down to see the rest.")}
              </Text>
            )}
          </Stack>
        );
      }}
    </QueryView>
  );
}

const words = (): Record<DiffChange["change"], string> => ({
  added: say("+ added"),
  removed: say("− removed"),
  modified: say("~ changed"),
  "type-changed": say("~ other kind"),
  metadata: say("~ attributes"),
  damaged: say("! differs"),
});

const below = (path: string, folder: string) => (folder === "/" ? path : path.slice(folder.length + 1));
