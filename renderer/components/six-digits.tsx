import { Text } from "@mantine/core";

/** Large enough to be compared across a room. */
export function SixDigits({ digits }: { digits: string }) {
  return (
    <Text component="output" ff="monospace" fz={40} lh={1.2} fw={700} aria-label={[...digits].join(" ")}>
      {digits.slice(0, 3)} {digits.slice(3)}
    </Text>
  );
}
