import { Code, ScrollArea, Stack, Text } from "@mantine/core";
import type { UnreadableItem } from "#contract/outcome";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";

type Props = { items: UnreadableItem[]; count: number };

export function UnreadableItems({ items, count }: Props) {
  return (
    <Section
      title={say("{count, plural, one {# item with a problem} other {# items with a problem}}", { count })}
    >
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
          {say("The first {count, number} are shown; the log has all.", { count: items.length })}
        </Text>
      )}
    </Section>
  );
}
