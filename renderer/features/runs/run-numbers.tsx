import { Anchor, SimpleGrid, Text } from "@mantine/core";
import { Link } from "react-router";
import type { RunDetail } from "#contract/runs";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { numbersOf } from "./numbers-of.ts";

export function RunNumbers({ run }: { run: RunDetail }) {
  return (
    <Section title={say("In numbers")}>
      <SimpleGrid
        cols={{ base: 2, xs: 3, md: 4 }}
        spacing="md"
        style={{ fontVariantNumeric: "tabular-nums" }}
      >
        {numbersOf(run).map(({ name, value }) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
        <Fact name={say("Repository")}>
          <Anchor component={Link} to={`/repositories/${run.repositoryId}`} inherit>
            {run.repositoryName}
          </Anchor>
        </Fact>
        {run.policyId !== null && (
          <Fact name={say("Policy")}>
            <Anchor component={Link} to={`/policies/${run.policyId}/edit`} inherit>
              {run.policyName ?? say("a deleted policy")}
            </Anchor>
          </Fact>
        )}
        {run.snapshotId !== null && <Fact name={say("Snapshot")}>{run.snapshotId.slice(0, 8)}</Fact>}
        {run.scheduledFor !== null && (
          <Fact name={say("Planned for")}>
            <TimeAgo at={run.scheduledFor} />
          </Fact>
        )}
      </SimpleGrid>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div style={{ minWidth: 0 }}>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text fw={600} size="sm" component="div" style={{ overflowWrap: "anywhere" }}>
        {children}
      </Text>
    </div>
  );
}
