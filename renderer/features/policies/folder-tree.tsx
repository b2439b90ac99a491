import { type KeyboardEvent, type MouseEvent, useRef, useState } from "react";
import type { FolderSize } from "#contract/folders";
import type { Tick } from "./folder-choice.ts";
import { type FolderRow, mayTick, parentOf } from "./folder-rows.ts";
import classes from "./folder-tree.module.css";
import { FolderTreeRow } from "./folder-tree-row.tsx";

type Props = {
  label: string;
  rows: FolderRow[];
  tickOf: (path: string) => Tick;
  sizeOf: (path: string) => FolderSize | undefined;
  onToggle: (path: string) => void;
  onOpen: (key: string, isOpen: boolean) => void;
  onMore: (path: string) => void;
};

/** Arrows move and open, Space ticks, as in every tree. */
export function FolderTree({ label, rows, tickOf, sizeOf, onToggle, onOpen, onMore }: Props) {
  const tree = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState("");
  const found = rows.findIndex(({ key }) => key === active);
  const at = Math.max(0, found);
  const elements = () => [...(tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]") ?? [])];

  const focus = (index: number) => elements()[Math.min(Math.max(index, 0), rows.length - 1)]?.focus();
  const open = (row: FolderRow) => {
    if (row.kind === "folder" && row.folder.state === "open") onOpen(row.key, !row.isOpen);
  };
  const press = (row: FolderRow) => {
    if (row.kind === "more") onMore(row.path);
    else if (row.kind === "note") row.reload?.();
    else if (mayTick(row, tickOf(row.folder.path))) onToggle(row.folder.path);
  };
  const goIn = (row: FolderRow) => {
    if (row.kind === "folder" && !row.isOpen) open(row);
    else focus(at + 1);
  };
  const goOut = (row: FolderRow) => {
    if (row.kind === "folder" && row.isOpen) open(row);
    else focus(parentOf(rows, at));
  };
  const keys: Record<string, (row: FolderRow) => void> = {
    ArrowDown: () => focus(at + 1),
    ArrowUp: () => focus(at - 1),
    Home: () => focus(0),
    End: () => focus(rows.length - 1),
    ArrowRight: goIn,
    ArrowLeft: goOut,
    " ": press,
    Enter: (row) => (row.kind === "folder" ? open(row) : press(row)),
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    const act = keys[event.key];
    if (row === undefined || act === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    // Enter would send the form around the tree.
    event.preventDefault();
    act(row);
  };
  const onClick = ({ target }: MouseEvent) => {
    const clicked = target as HTMLElement;
    const row = rows[elements().indexOf(clicked.closest<HTMLElement>("[role=treeitem]") as HTMLElement)];
    if (row === undefined) return;
    if (row.kind === "folder" && clicked.closest("[data-tick]") === null) open(row);
    else press(row);
  };

  return (
    <div
      ref={tree}
      role="tree"
      tabIndex={-1}
      aria-label={label}
      aria-multiselectable
      className={classes["tree"]}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {rows.map((row, index) => (
        <FolderTreeRow
          key={row.key}
          row={row}
          isActive={index === at}
          onFocus={() => setActive(row.key)}
          {...(row.kind === "folder" && { tick: tickOf(row.folder.path), size: sizeOf(row.folder.path) })}
        />
      ))}
    </div>
  );
}
