import { Code, ScrollArea, Stack, Text } from "@mantine/core";
import type { UnreadableItem } from "#contract/outcome";
import { Section } from "../../components/section.tsx";
import { formatCount, plural } from "../../format/plural.ts";

type Props = { items: UnreadableItem[]; count: number };

export function UnreadableItems({ items, count }: Props) {
  return (
    <Section title={plural(count, "item with a problem", "items with a problem")}>
      <ScrollArea.Autosize mah={280} type="auto">
        <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
          {items.map((item) => (
            <li key={`${item.path} ${item.message}`}>
              <Code style={{ overflowWrap: "anywhere" }}>{item.path}</Code>
              <Text size="sm" c="dimmed">
                {item.message}
              </Text>
            </li>
          ))}
        </Stack>
      </ScrollArea.Autosize>
      {count > items.length && (
        <Text size="sm" mt="xs">
          The first {formatCount(items.length)} are shown; the log has all.
        </Text>
      )}
    </Section>
  );
}
