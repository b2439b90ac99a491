import { Anchor, Stack } from "@mantine/core";
import type { Run } from "#contract/runs";
import { RunProgress } from "../../components/run-progress.tsx";
import { runTitle } from "../../components/run-title.ts";
import { openLarge } from "./open-large.ts";

export function CompactRuns({ runs }: { runs: Run[] }) {
  if (runs.length === 0) return null;
  return (
    <Stack gap="sm">
      {runs.map((run) => (
        <Stack key={run.id} gap={4}>
          <Anchor component="button" ta="left" fw={600} onClick={() => openLarge(`/runs/${run.id}`)}>
            {runTitle(run)}
          </Anchor>
          <RunProgress run={run} />
        </Stack>
      ))}
    </Stack>
  );
}
