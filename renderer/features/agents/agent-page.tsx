import { Alert, Badge, SimpleGrid, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useParams } from "react-router";
import type { Agent } from "#contract/agents";
import { useAgent } from "../../api/agents.ts";
import { useMe } from "../../api/session.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { protectionWords, reachabilityWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { AgentFacts } from "./agent-facts.tsx";
import { AgentLabels } from "./agent-labels.tsx";
import { AgentPolicies } from "./agent-policies.tsx";
import { AgentRuns } from "./agent-runs.tsx";
import { AgentTasks } from "./agent-tasks.tsx";
import { AgentTransitions } from "./agent-transitions.tsx";
import { Diagnose } from "./diagnose.tsx";
import { RemoveAgent } from "./remove-agent.tsx";

export function AgentPage() {
  const { id = "" } = useParams();
  const agent = useAgent(id);
  const { data } = agent;
  return (
    <Page
      title={data?.hostname ?? "Machine"}
      parent={{ to: "/agents", name: "Machines" }}
      badge={data !== undefined && <Badges agent={data} />}
      actions={
        <LinkButton to={`/runs?agent=${id}`} variant="default">
          All its runs
        </LinkButton>
      }
    >
      <QueryView query={agent} problem="The machine could not be read">
        {(known) => <Detail key={known.id} agent={known} />}
      </QueryView>
    </Page>
  );
}

function Badges({ agent }: { agent: Agent }) {
  return (
    <>
      <StatusBadge word={protectionWords[agent.protection]} />
      <StatusBadge word={reachabilityWords[agent.reachability]} />
      {agent.status !== "active" && (
        <Badge size="lg" variant="outline" color="gray" tt="none">
          {agent.status === "pending" ? "Waits for approval" : "Removed"}
        </Badge>
      )}
    </>
  );
}

function Detail({ agent }: { agent: Agent }) {
  const mayChange = useMe().data?.role === "admin";
  return (
    <Stack>
      {agent.warnings.map((warning) => (
        <Alert key={warning.code} color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {warning.message} Since <TimeAgo at={warning.since} />.
        </Alert>
      ))}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <AgentFacts agent={agent} />
        <AgentTransitions id={agent.id} />
      </SimpleGrid>
      <AgentPolicies id={agent.id} mayChange={mayChange} />
      <AgentTasks id={agent.id} />
      <AgentRuns id={agent.id} />
      {mayChange && (
        <>
          <Diagnose id={agent.id} hostname={agent.hostname} />
          <AgentLabels key={agent.labels.join()} agent={agent} />
          {!agent.isLocal && agent.status !== "revoked" && <RemoveAgent agent={agent} />}
        </>
      )}
    </Stack>
  );
}
