import { CheckboxIndicator, Text } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconDatabase, IconFolder } from "@tabler/icons-react";
import type { CSSProperties } from "react";
import type { FolderSize, MachineFolder } from "#contract/folders";
import { say } from "#contract/words/say";
import { formatBytes } from "../../format/bytes.ts";
import type { Tick } from "./folder-choice.ts";
import { type FolderRow, mayTick } from "./folder-rows.ts";
import classes from "./folder-tree.module.css";

type Props = {
  row: FolderRow;
  isActive: boolean;
  onFocus: () => void;
  tick?: Tick;
  size?: FolderSize | undefined;
};

/** One line of the tree, which hears of clicks and keys itself. */
export function FolderTreeRow({ row, isActive, onFocus, tick = { state: "no" }, size }: Props) {
  const isFolder = row.kind === "folder" && row.folder.state === "open";
  return (
    <div
      role="treeitem"
      aria-level={row.level}
      aria-expanded={isFolder ? row.isOpen : undefined}
      aria-checked={
        row.kind !== "folder" ? undefined : tick.state === "some" ? "mixed" : tick.state === "yes"
      }
      aria-disabled={(row.kind === "folder" && !mayTick(row, tick)) || undefined}
      tabIndex={isActive ? 0 : -1}
      onFocus={onFocus}
      className={classes["row"]}
      style={{ "--level": row.level - 1 } as CSSProperties}
    >
      {row.kind === "folder" ? (
        <Folder row={row} tick={tick} size={size} />
      ) : (
        <Text span size="sm" pl={34} c={row.kind === "more" ? "var(--mantine-color-anchor)" : "dimmed"}>
          {row.kind === "more" ? say("Show more") : <Note {...row} />}
        </Text>
      )}
    </div>
  );
}

type Row<Kind> = Extract<FolderRow, { kind: Kind }>;
type FolderProps = { row: Row<"folder">; tick: Tick; size: FolderSize | undefined };

function Folder({ row, tick, size }: FolderProps) {
  const { folder, name, isOpen } = row;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const Shape = folder.isMount ? IconDatabase : IconFolder;
  const why = whyNot(folder, tick) ?? (name === folder.name ? undefined : folder.path);
  return (
    <>
      <span className={classes["hit"]}>{folder.state === "open" && <Chevron size={16} aria-hidden />}</span>
      <span className={classes["hit"]} data-tick>
        <CheckboxIndicator
          size="sm"
          aria-hidden
          checked={tick.state === "yes"}
          indeterminate={tick.state === "some"}
          disabled={!mayTick(row, tick)}
        />
      </span>
      <Shape size={16} aria-hidden className={classes["shape"]} />
      <span className={classes["name"]}>
        {name}
        {why !== undefined && (
          <Text span display="block" size="xs" c="dimmed">
            {why}
          </Text>
        )}
      </span>
      <Text span size="sm" c="dimmed" className={classes["size"] ?? ""}>
        {sizeText(folder, size)}
      </Text>
    </>
  );
}

function Note({ text, error }: Row<"note">) {
  if (error === undefined) return text;
  return (
    <Text span inherit c="red" role="alert">
      {error instanceof Error ? error.message : String(error)} {say("Click, or press Space, to look again.")}
    </Text>
  );
}

function whyNot({ state }: MachineFolder, { leftOutBy }: Tick): string | undefined {
  if (state === "closed") return say("never read, by the local rules of the machine");
  if (state === "unnameable") return say("saved with the folder around it; its name cannot be written down");
  if (state === "system") return say("of the system, holds no files");
  return leftOutBy === undefined ? undefined : say("left out by {pattern}", { pattern: leftOutBy });
}

function sizeText({ usedBytes, state }: MachineFolder, size: FolderSize | undefined): string {
  if (usedBytes !== undefined) return say("{size} in use", { size: formatBytes(usedBytes) });
  if (state !== "open") return "";
  if (size === undefined) return "…";
  if (size.state === "cut")
    return size.files === 0 ? say("not counted") : say("over {size}", { size: formatBytes(size.bytes) });
  const bytes = formatBytes(size.bytes);
  if (size.state === "counting") return `${bytes}…`;
  return size.unreadable === 0
    ? bytes
    : say("{size}, {count, plural, one {# item} other {# items}} unreadable", {
        size: bytes,
        count: size.unreadable,
      });
}
