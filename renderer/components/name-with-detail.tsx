import { Text } from "@mantine/core";

/** What a row is about, with something that tells it apart. */
export function NameWithDetail({ name, detail }: { name: string; detail: string }) {
  return (
    <div style={{ minWidth: 0 }}>
      <Text fw={600} style={{ overflowWrap: "anywhere" }}>
        {name}
      </Text>
      <Text size="sm" c="dimmed">
        {detail}
      </Text>
    </div>
  );
}
