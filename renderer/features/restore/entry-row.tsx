import { ActionIcon, Anchor, Checkbox, Group, Table, Text } from "@mantine/core";
import { IconFile, IconFolder, IconHistory, IconLink } from "@tabler/icons-react";
import type { TreeEntry } from "#contract/browse";
import { say } from "#contract/words/say";
import { TimeAgo } from "../../components/time-ago.tsx";
import { formatBytes } from "../../format/bytes.ts";
import { coveredBy, hasSomeBelow, type Selection } from "./selection.ts";

type Props = {
  entry: TreeEntry;
  selected: Selection;
  onToggle: (path: string) => void;
  onOpen: (path: string) => void;
  onVersions: (path: string) => void;
};

export function EntryRow({ entry, selected, onToggle, onOpen, onVersions }: Props) {
  const folder = coveredBy(selected, entry.path);
  const isFolder = entry.type === "dir";
  const Shape = isFolder ? IconFolder : entry.type === "symlink" ? IconLink : IconFile;
  return (
    <Table.Tr>
      <Table.Td w={36}>
        <Checkbox
          aria-label={say("Select {name}", { name: entry.name })}
          checked={folder !== undefined || selected.includes(entry.path)}
          indeterminate={folder === undefined && hasSomeBelow(selected, entry.path)}
          disabled={folder !== undefined}
          onChange={() => onToggle(entry.path)}
        />
      </Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          <Shape size={18} stroke={1.6} aria-hidden style={{ flexShrink: 0 }} />
          {isFolder ? (
            <Anchor
              component="button"
              type="button"
              ta="left"
              size="sm"
              style={{ overflowWrap: "anywhere" }}
              onClick={() => onOpen(entry.path)}
            >
              {entry.name}
            </Anchor>
          ) : (
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {entry.name}
            </Text>
          )}
        </Group>
      </Table.Td>
      <Table.Td ta="right" fz="sm">
        {entry.sizeBytes === undefined || isFolder ? "" : formatBytes(entry.sizeBytes)}
      </Table.Td>
      <Table.Td ta="right" fz="sm" visibleFrom="sm">
        <TimeAgo at={entry.modifiedAt ?? null} none="" />
      </Table.Td>
      <Table.Td w={40} ta="right">
        {!isFolder && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={say("Versions of {name}", { name: entry.name })}
            onClick={() => onVersions(entry.path)}
          >
            <IconHistory size={16} />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
