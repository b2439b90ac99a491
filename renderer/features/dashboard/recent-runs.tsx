import { Text } from "@mantine/core";
import { say } from "#contract/words/say";
import { useRuns } from "../../api/runs.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { RunLines } from "../../components/run-lines.tsx";
import { Section } from "../../components/section.tsx";

const SHOWN = 6;

export function RecentRuns() {
  const runs = useRuns({}, SHOWN);
  return (
    <Section
      title={say("Recent runs")}
      actions={
        <LinkButton to="/runs" variant="subtle" size="compact-sm">
          {say("All runs")}
        </LinkButton>
      }
    >
      <QueryView query={runs} problem={say("The recent runs could not be read")}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items).slice(0, SHOWN);
          if (items.length === 0)
            return <Text c="dimmed">{say("No run yet. The first appears here when it starts.")}</Text>;
          return <RunLines runs={items} withMachine />;
        }}
      </QueryView>
    </Section>
  );
}
