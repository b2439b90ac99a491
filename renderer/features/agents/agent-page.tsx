import { Alert, Badge, Group, SimpleGrid, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useParams } from "react-router";
import type { Agent } from "#contract/agents";
import { say } from "#contract/words/say";
import { useAgent } from "../../api/agents.ts";
import { useMe } from "../../api/session.ts";
import { BackUpNow } from "../../components/back-up-now.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { Page } from "../../components/page.tsx";
import { PauseButton, PausedAlert } from "../../components/pause-controls.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { protectionWords, reachabilityWords } from "../../components/status-words.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { AgentFacts } from "./agent-facts.tsx";
import { AgentLabels } from "./agent-labels.tsx";
import { AgentPolicies } from "./agent-policies.tsx";
import { AgentRuns } from "./agent-runs.tsx";
import { AgentStrip } from "./agent-strip.tsx";
import { AgentTasks } from "./agent-tasks.tsx";
import { AgentTransitions } from "./agent-transitions.tsx";
import { Diagnose } from "./diagnose.tsx";
import { RemoveAgent } from "./remove-agent.tsx";
import { StolenMachine } from "./stolen-machine.tsx";

export function AgentPage() {
  const { id = "" } = useParams();
  const agent = useAgent(id);
  const { data } = agent;
  const mayChange = useMe().data?.role === "admin";
  return (
    <Page
      title={data?.hostname ?? say("Machine")}
      parent={{ to: "/agents", name: say("Machines") }}
      badge={data !== undefined && <Badges agent={data} />}
      actions={data !== undefined && <Actions agent={data} mayChange={mayChange} />}
    >
      <QueryView query={agent} problem={say("The machine could not be read")}>
        {(known) => <Detail key={known.id} agent={known} mayChange={mayChange} />}
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
          {agent.status === "pending" ? say("Waits for approval") : say("Removed")}
        </Badge>
      )}
    </>
  );
}

type Shown = { agent: Agent; mayChange: boolean };

function Actions({ agent, mayChange }: Shown) {
  const isActive = agent.status === "active";
  return (
    <>
      <LinkButton to={`/runs?agent=${agent.id}`} variant="default">
        {say("All its runs")}
      </LinkButton>
      {mayChange && isActive && <PauseButton agent={agent} />}
      {mayChange && isActive && <BackUpNow agentId={agent.id} />}
    </>
  );
}

function Detail({ agent, mayChange }: Shown) {
  return (
    <Stack>
      <PausedAlert agent={agent} mayChange={mayChange} />
      {agent.warnings.map((warning) => (
        <Alert key={warning.code} color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {warning.message} {sayWith("Since {since}.", { since: <TimeAgo at={warning.since} /> })}
        </Alert>
      ))}
      <AgentStrip id={agent.id} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <AgentFacts agent={agent} />
        <AgentTransitions id={agent.id} />
      </SimpleGrid>
      <AgentPolicies id={agent.id} os={agent.os} mayChange={mayChange} />
      <AgentTasks id={agent.id} />
      <AgentRuns id={agent.id} />
      {mayChange && (
        <>
          <Diagnose id={agent.id} hostname={agent.hostname} />
          <AgentLabels key={agent.labels.join()} agent={agent} />
          {!agent.isLocal && (
            <Group justify="flex-end">
              <StolenMachine agent={agent} />
              {agent.status !== "revoked" && <RemoveAgent agent={agent} />}
            </Group>
          )}
        </>
      )}
    </Stack>
  );
}
