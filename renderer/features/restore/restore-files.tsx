import { Stack } from "@mantine/core";
import { useState } from "react";
import type { Id } from "#contract/values";
import { Section } from "../../components/section.tsx";
import { FolderView } from "./folder-view.tsx";
import { RestoreTarget } from "./restore-target.tsx";
import { SelectedPaths } from "./selected-paths.tsx";
import { removePath, togglePath } from "./selection.ts";

type Props = { repositoryId: Id; snapshotId: string };

export function RestoreFiles({ repositoryId, snapshotId }: Props) {
  const [path, setPath] = useState("/");
  const [selected, setSelected] = useState<string[]>([]);
  return (
    <Stack>
      <Section title="Files">
        <FolderView
          repositoryId={repositoryId}
          snapshotId={snapshotId}
          path={path}
          onOpen={setPath}
          selected={selected}
          onToggle={(one) => setSelected((before) => togglePath(before, one))}
        />
      </Section>
      <SelectedPaths paths={selected} onRemove={(one) => setSelected((before) => removePath(before, one))} />
      <RestoreTarget repositoryId={repositoryId} snapshotId={snapshotId} paths={selected} />
    </Stack>
  );
}
