import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { Me } from "#contract/access";
import type { Agent } from "#contract/agents";
import { say } from "#contract/words/say";
import { useAgent } from "../../api/agents.ts";

/** What a report of a fault needs to begin with; no name of a person, a folder or a machine is in it. */
export function CopyDiagnostics({ me }: { me: Me }) {
  const agent = useAgent(me.localAgentId ?? "", me.localAgentId !== null).data;
  return (
    <CopyButton value={diagnostics(me, agent)}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="compact-md"
          leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          onClick={copy}
        >
          {copied ? say("Copied") : say("Copy for a report")}
        </Button>
      )}
    </CopyButton>
  );
}

/** In English whoever reads the page: it is for a report to those who make Holdfast. */
function diagnostics(me: Me, agent: Agent | undefined): string {
  return [
    `Holdfast ${me.appVersion}`,
    `restic ${agent?.resticVersion ?? "unknown"}`,
    agent && `${agent.os}, ${agent.osVersion}, ${agent.arch}, zone ${agent.timeZone}`,
    agent && `clock off by ${agent.clockOffsetMs ?? 0} ms; warnings: ${codes(agent)}`,
    `orchestrator mode ${me.orchestratorMode ? "on" : "off"}; upstream ${me.upstream?.state ?? "none"}`,
    navigator.userAgent,
  ]
    .filter((line) => line !== undefined)
    .join("\n");
}

const codes = (agent: Agent) => agent.warnings.map((warning) => warning.code).join(", ") || "none";
