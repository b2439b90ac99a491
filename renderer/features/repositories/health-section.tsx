import { DataList, Text } from "@mantine/core";
import type { RepositoryHealth } from "#contract/health";
import { useHealth } from "../../api/upkeep.ts";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { GrowthChart } from "./growth-chart.tsx";
import { fullWords, growthWords, latencyWords, spaceWords } from "./health-words.ts";
import { Fact } from "./repository-facts.tsx";

/** How the place is, measured about once an hour, and where that leads. */
export function HealthSection({ repositoryId }: { repositoryId: string }) {
  const health = useHealth(repositoryId);
  return (
    <Section title="Health">
      <QueryView query={health} problem="The measurements could not be read">
        {(known) => <Health health={known} />}
      </QueryView>
    </Section>
  );
}

function Health({ health }: { health: RepositoryHealth }) {
  const { latest, samples } = health;
  if (latest === null)
    return (
      <Text size="sm" c="dimmed">
        Nothing was measured yet. That happens once an hour, from the first good use on, while the machine
        that maintains this repository is online.
      </Text>
    );
  return (
    <>
      <DataList labelWidth={130}>
        {latest.problem !== null && <Fact name="Last try">{latest.problem}</Fact>}
        <Fact name="Answers in">{latencyWords(latest)}</Fact>
        <Fact name="Space">{spaceWords(latest)}</Fact>
        <Fact name="Growth">{growthWords(health)}</Fact>
        <Fact name="Full">{fullWords(health)}</Fact>
        {latest.appendsOnly !== null && (
          <Fact name="May delete">
            {latest.appendsOnly ? "no: this sign-in only adds" : "yes: whoever has this sign-in can delete"}
          </Fact>
        )}
        <Fact name="Last listed">
          <TimeAgo at={health.lastListedAt} none="never" />
        </Fact>
        <Fact name="Measured">
          <TimeAgo at={latest.at} />
        </Fact>
      </DataList>
      <GrowthChart samples={samples} />
    </>
  );
}
