import { Group, Pill } from "@mantine/core";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";
import type { Selection } from "./selection.ts";

type Props = { paths: Selection; onRemove: (path: string) => void };

export function SelectedPaths({ paths, onRemove }: Props) {
  if (paths.length === 0) return null;
  return (
    <Section title={say("{count, plural, one {# item} other {# items}} selected", { count: paths.length })}>
      <Group gap={6}>
        {paths.map((path) => (
          <Pill
            key={path}
            size="md"
            withRemoveButton
            onRemove={() => onRemove(path)}
            removeButtonProps={{
              "aria-label": say("Do not restore {path}", { path }),
              tabIndex: 0,
              "aria-hidden": false,
            }}
          >
            {path}
          </Pill>
        ))}
      </Group>
    </Section>
  );
}
