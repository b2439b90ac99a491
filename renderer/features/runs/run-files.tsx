import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { RunDetail } from "#contract/runs";
import { Section } from "../../components/section.tsx";
import { plural } from "../../format/plural.ts";
import { UnreadableItems } from "./unreadable-items.tsx";

/** What became of the files: those with a problem by name, the others as a number and a way to them. */
export function RunFiles({ run }: { run: RunDetail }) {
  const { snapshotId, summary, itemCount } = run;
  const read = summary?.filesProcessed;
  return (
    <Stack>
      {itemCount > 0 && <UnreadableItems items={run.items} count={itemCount} />}
      <Section title={itemCount > 0 ? "The others" : "Files"}>
        <Text size="sm">
          {read === undefined ? "This run counted no files." : `${plural(read, "file")} read.`}
          {itemCount === 0 && run.status === "success" && " None had a problem."}
        </Text>
        {snapshotId !== null && run.kind === "backup" && (
          <Anchor
            component={Link}
            to={`/restore?repository=${run.repositoryId}&snapshot=${snapshotId}`}
            size="sm"
          >
            See what is in the snapshot {snapshotId.slice(0, 8)}, and what changed
          </Anchor>
        )}
      </Section>
    </Stack>
  );
}
