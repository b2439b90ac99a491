import { Text } from "@mantine/core";
import { say, spokenLocale } from "#contract/words/say";

/** Of a list of coming runs that the core had to cut. */
export function MissingRuns({ from }: { from: string | null }) {
  if (from === null) return null;
  const time = new Intl.DateTimeFormat(spokenLocale(), {
    weekday: "long",
    hour: "numeric",
    minute: "2-digit",
  }).format(Date.parse(from));
  return (
    <Text size="sm" mb="xs">
      {say("There are too many runs to list them all: from {time} on some are missing here.", { time })}
    </Text>
  );
}
