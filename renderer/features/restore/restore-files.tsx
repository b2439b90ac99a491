import { Stack } from "@mantine/core";
import { useState } from "react";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useSnapshots } from "../../api/snapshots.ts";
import { Section } from "../../components/section.tsx";
import { Changes } from "./changes.tsx";
import type { Asked } from "./file-versions.tsx";
import { FolderView } from "./folder-view.tsx";
import { previousOf } from "./previous-of.ts";
import { RestoreTarget } from "./restore-target.tsx";
import { SelectedPaths } from "./selected-paths.tsx";
import { removePath, togglePath } from "./selection.ts";

type Props = {
  repositoryId: Id;
  snapshotId: string;
  path: string;
  onPath: (path: string) => void;
  onVersions: (asked: Asked) => void;
};

export function RestoreFiles({ repositoryId, snapshotId, path, onPath, onVersions }: Props) {
  const [selected, setSelected] = useState<string[]>([]);
  const snapshots = useSnapshots(repositoryId).data?.pages.flatMap((page) => page.items) ?? [];
  const host = snapshots.find(({ id }) => id === snapshotId)?.hostname;
  const previous = previousOf(snapshots, snapshotId);
  return (
    <Stack>
      <Section title={say("Files")}>
        <Stack gap="sm">
          <FolderView
            repositoryId={repositoryId}
            snapshotId={snapshotId}
            path={path}
            onOpen={onPath}
            selected={selected}
            onToggle={(one) => setSelected((before) => togglePath(before, one))}
            onVersions={(one) => onVersions({ path: one, host })}
          />
          {previous !== undefined && (
            <Changes
              key={path}
              repositoryId={repositoryId}
              snapshotId={snapshotId}
              previous={previous}
              path={path}
            />
          )}
        </Stack>
      </Section>
      <SelectedPaths paths={selected} onRemove={(one) => setSelected((before) => removePath(before, one))} />
      <RestoreTarget repositoryId={repositoryId} snapshotId={snapshotId} paths={selected} />
    </Stack>
  );
}
