import { DataList, Stack, Text } from "@mantine/core";
import { IconDeviceDesktopOff } from "@tabler/icons-react";
import type { Id } from "#contract/values";
import { useAgent } from "../../api/agents.ts";
import { useMe } from "../../api/session.ts";
import { Empty } from "../../components/empty.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { PauseButton, PausedAlert } from "../../components/pause-controls.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { StartAtLogin } from "./start-at-login.tsx";
import { UpstreamSection } from "./upstream-section.tsx";

export function ComputerSection() {
  const agentId = useMe().data?.localAgentId ?? null;
  if (agentId === null) {
    return (
      <Empty
        icon={IconDeviceDesktopOff}
        title="No agent runs here"
        description="This Holdfast was started to look after other machines only. Start it without --no-agent to protect this computer, too."
      />
    );
  }
  return <LocalMachine id={agentId} />;
}

function LocalMachine({ id }: { id: Id }) {
  const agent = useAgent(id);
  return (
    <QueryView query={agent} problem="This computer's state could not be read">
      {(data) => (
        <Stack>
          <PausedAlert agent={data} mayChange={true} />
          <Section
            title="Scheduled backups"
            actions={data.pausedSince === null && <PauseButton agent={data} />}
          >
            <Text size="sm" c="dimmed">
              {data.pausedSince === null
                ? "They run by their schedules. Pause them while you need the whole network, or on a journey."
                : "Nothing starts by itself until they are resumed."}
            </Text>
          </Section>
          <Section
            title="This computer"
            actions={
              <LinkButton to={`/agents/${id}`} variant="default" size="compact-md">
                Everything about it
              </LinkButton>
            }
          >
            <DataList labelWidth={140}>
              <Fact name="Name">{data.hostname}</Fact>
              <Fact name="In snapshots">{data.resticHost}</Fact>
              <Fact name="restic">{data.resticVersion ?? "not found"}</Fact>
              <Fact name="Last good backup">
                <TimeAgo at={data.lastGoodAt} none="never" />
              </Fact>
              <Fact name="Next run">
                <TimeAgo at={data.nextRunAt} none="none planned" />
              </Fact>
            </DataList>
          </Section>
          <StartAtLogin />
          <UpstreamSection />
        </Stack>
      )}
    </QueryView>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{name}</DataList.ItemLabel>
      <DataList.ItemValue style={{ overflowWrap: "anywhere", minWidth: 0 }}>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}
