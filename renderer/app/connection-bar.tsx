import { Alert } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { say, spokenLocale } from "#contract/words/say";
import { useNow } from "../components/use-now.ts";
import { formatDuration } from "../format/duration.ts";

const PATIENCE_MS = 3_000;

/** Says since when nothing live arrives; a reconnect that takes a moment is not worth a word. */
export function ConnectionBar({ lostAt }: { lostAt: number | null }) {
  const now = useNow(1_000);
  if (lostAt === null || now - lostAt < PATIENCE_MS) return null;
  const since = new Intl.DateTimeFormat(spokenLocale(), { timeStyle: "short" }).format(lostAt);
  return (
    <Alert
      color="orange"
      mb="md"
      icon={<IconPlugConnectedX aria-hidden />}
      title={say("Connection lost {duration} ago", { duration: formatDuration((now - lostAt) / 1_000) })}
    >
      {say(
        "What you see is as of {since}. This page connects again by itself; if it does not, check that Holdfast is started.",
        { since },
      )}
    </Alert>
  );
}
