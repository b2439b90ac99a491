import { DataList, Stack, Text } from "@mantine/core";
import { IconDeviceDesktopOff } from "@tabler/icons-react";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useAgent } from "../../api/agents.ts";
import { useMe } from "../../api/session.ts";
import { Empty } from "../../components/empty.tsx";
import { Fact } from "../../components/fact.tsx";
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
        title={say("No agent runs here")}
        description={say(
          "This Holdfast was started to look after other machines only. Start it without --no-agent to protect this computer, too.",
        )}
      />
    );
  }
  return <LocalMachine id={agentId} />;
}

function LocalMachine({ id }: { id: Id }) {
  const agent = useAgent(id);
  return (
    <QueryView query={agent} problem={say("This computer's state could not be read")}>
      {(data) => (
        <Stack>
          <PausedAlert agent={data} mayChange={true} />
          <Section
            title={say("Scheduled backups")}
            actions={data.pausedSince === null && <PauseButton agent={data} />}
          >
            <Text size="sm" c="dimmed">
              {data.pausedSince === null
                ? say(
                    "They run by their schedules. Pause them while you need the whole network, or on a journey.",
                  )
                : say("Nothing starts by itself until they are resumed.")}
            </Text>
          </Section>
          <Section
            title={say("This computer")}
            actions={
              <LinkButton to={`/agents/${id}`} variant="default" size="compact-md">
                {say("Everything about it")}
              </LinkButton>
            }
          >
            <DataList labelWidth={160}>
              <Fact name={say("Name")}>{data.hostname}</Fact>
              <Fact name={say("In snapshots")}>{data.resticHost}</Fact>
              <Fact name="restic">{data.resticVersion ?? say("not found")}</Fact>
              <Fact name={say("Last good backup")}>
                <TimeAgo at={data.lastGoodAt} none={say("never")} />
              </Fact>
              <Fact name={say("Next run")}>
                <TimeAgo at={data.nextRunAt} none={say("none planned")} />
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
