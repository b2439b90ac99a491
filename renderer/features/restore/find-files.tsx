import { Anchor, Badge, Button, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { FoundFile } from "#contract/snapshots";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useFoundFiles } from "../../api/browse.ts";
import { Paged } from "../../components/paged.tsx";
import { LinesLoading } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { formatBytes } from "../../format/bytes.ts";
import { exactTime } from "../../format/relative-time.ts";
import { groupFound } from "./group-found.ts";

type Props = {
  repositoryId: Id;
  /** Whose repository this is, where others are in the same place. */
  machine?: string | undefined;
  /** Opens the folder of a file in the snapshot that holds it. */
  onOpen: (found: FoundFile) => void;
  onVersions: (path: string, host: string | undefined) => void;
};

/** By name over all snapshots. It starts when asked to: each search makes a machine read the whole repository. */
export function FindFiles({ repositoryId, machine, onOpen, onVersions }: Props) {
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const found = useFoundFiles(repositoryId, name);
  return (
    <Section
      title={
        machine === undefined
          ? say("Find a file in all backups")
          : say("Find a file in all backups of {machine}", { machine })
      }
    >
      <Stack gap="sm">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setName(text.trim());
          }}
        >
          <Group gap="xs" align="flex-end">
            <TextInput
              type="search"
              style={{ flex: "1 1 200px" }}
              aria-label={say("Name of the file, or a part of it")}
              placeholder="invoice, or *.xlsx"
              leftSection={<IconSearch size={16} />}
              maxLength={255}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={found.isFetching} disabled={text.trim() === ""}>
              {say("Find")}
            </Button>
          </Group>
        </form>
        {name !== "" && (
          <Paged
            query={found}
            problem={say("The snapshots could not be searched")}
            empty={say(
              "No file or folder in this repository is called “{name}”. Try a shorter part of the name.",
              { name },
            )}
            loading={<LinesLoading lines={3} height={36} />}
          >
            {(items) => <Results items={items} onOpen={onOpen} onVersions={onVersions} />}
          </Paged>
        )}
        {found.data?.pages.at(-1)?.complete === false && !found.hasNextPage && (
          <Text size="sm" c="dimmed">
            {say("There are more. Write more of the name to see the rest.")}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function Results({
  items,
  onOpen,
  onVersions,
}: { items: FoundFile[] } & Pick<Props, "onOpen" | "onVersions">) {
  return (
    <Table verticalSpacing={6} tabularNums aria-label={say("Found files")}>
      <Table.Tbody>
        {groupFound(items).map(({ newest, snapshots }) => (
          <Table.Tr key={`${newest.hostname} ${newest.path}`}>
            <Table.Td>
              <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onOpen(newest)}>
                <span style={{ overflowWrap: "anywhere" }}>{newest.path}</span>
              </Anchor>
              <Group gap={6}>
                <Text size="xs" c="dimmed">
                  {newest.snapshotTime === null
                    ? say("snapshot {id}", { id: newest.snapshotId.slice(0, 8) })
                    : say("last in the snapshot of {time}", { time: exactTime(newest.snapshotTime) })}
                  {newest.hostname !== null && ` · ${newest.hostname}`}
                </Text>
                {newest.type === "dir" && (
                  <Badge size="xs" variant="light" color="gray">
                    {say("folder")}
                  </Badge>
                )}
              </Group>
            </Table.Td>
            <Table.Td ta="right" fz="sm" visibleFrom="xs">
              {newest.type === "file" && formatBytes(newest.sizeBytes ?? 0)}
            </Table.Td>
            <Table.Td ta="right">
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={say("Versions of {path}", { path: newest.path })}
                onClick={() => onVersions(newest.path, newest.hostname ?? undefined)}
              >
                {say("in {count, plural, one {# snapshot} other {# snapshots}}", { count: snapshots })}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
