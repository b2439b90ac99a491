import { Text } from "@mantine/core";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useRuns } from "../../api/runs.ts";
import { QueryView } from "../../components/query-view.tsx";
import { RunLines } from "../../components/run-lines.tsx";
import { Section } from "../../components/section.tsx";

const SHOWN = 5;

export function AgentRuns({ id }: { id: Id }) {
  const runs = useRuns({ agent: id }, SHOWN);
  return (
    <Section title={say("Last runs")}>
      <QueryView query={runs} problem={say("The runs of this machine could not be read")}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items).slice(0, SHOWN);
          if (items.length === 0) {
            return (
              <Text c="dimmed" size="sm">
                {say("This machine has not run anything yet.")}
              </Text>
            );
          }
          return <RunLines runs={items} />;
        }}
      </QueryView>
    </Section>
  );
}
