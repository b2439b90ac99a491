import { DataList, Text } from "@mantine/core";
import type { RepositoryHealth } from "#contract/health";
import { say } from "#contract/words/say";
import { useHealth } from "../../api/upkeep.ts";
import { Fact } from "../../components/fact.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { GrowthChart } from "./growth-chart.tsx";
import { fullWords, growthWords, latencyWords, spaceWords } from "./health-words.ts";

/** How the place is, measured about once an hour, and where that leads. */
export function HealthSection({ repositoryId }: { repositoryId: string }) {
  const health = useHealth(repositoryId);
  return (
    <Section title={say("Health")}>
      <QueryView query={health} problem={say("The measurements could not be read")}>
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
        {say(
          "Nothing was measured yet. That happens once an hour, from the first good use on, while the machine that maintains this repository is online.",
        )}
      </Text>
    );
  return (
    <>
      <DataList labelWidth={130}>
        {latest.problem !== null && <Fact name={say("Last try")}>{latest.problem}</Fact>}
        <Fact name={say("Answers in")}>{latencyWords(latest)}</Fact>
        <Fact name={say("Space")}>{spaceWords(latest)}</Fact>
        <Fact name={say("Growth")}>{growthWords(health)}</Fact>
        <Fact name={say("Full")}>{fullWords(health)}</Fact>
        {latest.appendsOnly !== null && (
          <Fact name={say("May delete")}>
            {latest.appendsOnly
              ? say("no: this sign-in only adds")
              : say("yes: whoever has this sign-in can delete")}
          </Fact>
        )}
        <Fact name={say("Last listed")}>
          <TimeAgo at={health.lastListedAt} none={say("never")} />
        </Fact>
        <Fact name={say("Measured")}>
          <TimeAgo at={latest.at} />
        </Fact>
      </DataList>
      <GrowthChart samples={samples} />
    </>
  );
}
