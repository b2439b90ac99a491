import { Group, Pill } from "@mantine/core";
import { Section } from "../../components/section.tsx";
import { plural } from "../../format/plural.ts";
import type { Selection } from "./selection.ts";

type Props = { paths: Selection; onRemove: (path: string) => void };

export function SelectedPaths({ paths, onRemove }: Props) {
  if (paths.length === 0) return null;
  return (
    <Section title={`${plural(paths.length, "item")} selected`}>
      <Group gap={6}>
        {paths.map((path) => (
          <Pill
            key={path}
            size="md"
            withRemoveButton
            onRemove={() => onRemove(path)}
            removeButtonProps={{ "aria-label": `Do not restore ${path}`, tabIndex: 0, "aria-hidden": false }}
          >
            {path}
          </Pill>
        ))}
      </Group>
    </Section>
  );
}
