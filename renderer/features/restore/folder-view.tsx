import { Anchor, Breadcrumbs, Button, Stack, Table, Text } from "@mantine/core";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useTree } from "../../api/snapshots.ts";
import { LinesLoading, QueryView } from "../../components/query-view.tsx";
import { EntryRow } from "./entry-row.tsx";
import { type Selection, trail } from "./selection.ts";

type Props = {
  repositoryId: Id;
  snapshotId: string;
  path: string;
  onOpen: (path: string) => void;
  selected: Selection;
  onToggle: (path: string) => void;
  onVersions: (path: string) => void;
};

/** One folder of the snapshot at a time; a machine reads it out of the repository when it is opened. */
export function FolderView({
  repositoryId,
  snapshotId,
  path,
  onOpen,
  selected,
  onToggle,
  onVersions,
}: Props) {
  const tree = useTree(repositoryId, snapshotId, path);
  return (
    <Stack gap="sm">
      <Breadcrumbs separatorMargin={6} style={{ flexWrap: "wrap", rowGap: 4 }} aria-label={say("Folder")}>
        <Anchor component="button" type="button" size="sm" mih={24} onClick={() => onOpen("/")}>
          {say("Snapshot")}
        </Anchor>
        {trail(path).map((step) => (
          <Anchor
            key={step.path}
            component="button"
            type="button"
            size="sm"
            mih={24}
            onClick={() => onOpen(step.path)}
          >
            {step.name}
          </Anchor>
        ))}
      </Breadcrumbs>
      <QueryView
        query={tree}
        problem={say("This folder could not be read")}
        loading={<LinesLoading lines={6} height={32} />}
      >
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.items);
          if (entries.length === 0) return <Text c="dimmed">{say("This folder is empty.")}</Text>;
          return (
            <>
              <Table
                verticalSpacing={6}
                highlightOnHover
                tabularNums
                aria-label={say("Contents of {path}", { path })}
              >
                <Table.Tbody>
                  {entries.map((entry) => (
                    <EntryRow
                      key={entry.path}
                      entry={entry}
                      selected={selected}
                      onToggle={onToggle}
                      onOpen={onOpen}
                      onVersions={onVersions}
                    />
                  ))}
                </Table.Tbody>
              </Table>
              {tree.hasNextPage && (
                <Button
                  variant="default"
                  loading={tree.isFetchingNextPage}
                  onClick={() => void tree.fetchNextPage()}
                >
                  {say("Show more of this folder")}
                </Button>
              )}
            </>
          );
        }}
      </QueryView>
    </Stack>
  );
}
