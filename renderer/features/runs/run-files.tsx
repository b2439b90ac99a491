import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { RunDetail } from "#contract/runs";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";
import { UnreadableItems } from "./unreadable-items.tsx";

/** What became of the files: those with a problem by name, the others as a number and a way to them. */
export function RunFiles({ run }: { run: RunDetail }) {
  const { snapshotId, summary, itemCount } = run;
  const read = summary?.filesProcessed;
  return (
    <Stack>
      {itemCount > 0 && <UnreadableItems items={run.items} count={itemCount} />}
      <Section title={itemCount > 0 ? say("The others") : say("Files")}>
        <Text size="sm">
          {read === undefined
            ? say("This run counted no files.")
            : say("{count, plural, one {# file} other {# files}} read.", { count: read })}
          {itemCount === 0 && run.status === "success" && ` ${say("None had a problem.")}`}
        </Text>
        {snapshotId !== null && run.kind === "backup" && (
          <Anchor
            component={Link}
            to={`/restore?repository=${run.repositoryId}&snapshot=${snapshotId}`}
            size="sm"
          >
            {say("See what is in the snapshot {snapshot}, and what changed", {
              snapshot: snapshotId.slice(0, 8),
            })}
          </Anchor>
        )}
      </Section>
    </Stack>
  );
}
