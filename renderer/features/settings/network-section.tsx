import { Alert, Anchor, Badge, Button, DataList, Group, List, Stack, Text } from "@mantine/core";
import { IconAlertOctagon, IconNetwork } from "@tabler/icons-react";
import type { Lan } from "#contract/lan";
import { say } from "#contract/words/say";
import { caCertificatePath, useLan, useSetLan } from "../../api/install.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { CopyText } from "../../components/copy-text.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { Section } from "../../components/section.tsx";
import { ListenerForm } from "./listener-form.tsx";
import { MoveSection } from "./move-section.tsx";

/** Whether this install looks after other machines. */
export function NetworkSection() {
  const lan = useLan();
  return (
    <QueryView query={lan} problem={say("Whether others reach this install could not be read")}>
      {(data) => (
        <Stack>
          {data.problem !== null && (
            <Alert
              color="red"
              icon={<IconAlertOctagon aria-hidden />}
              title={say("Other machines cannot reach this one")}
            >
              {data.problem}
            </Alert>
          )}
          {data.enabled ? <SwitchedOn lan={data} /> : <SwitchedOff />}
          <ListenerForm key={`${data.host} ${data.port} ${data.addresses.join()}`} lan={data} />
          <MoveSection />
        </Stack>
      )}
    </QueryView>
  );
}

function SwitchedOff() {
  const change = useSetLan();
  return (
    <Section title={say("Look after other machines")}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          {say(
            "Only this computer reaches Holdfast now. Switched on, others reach it over an encrypted connection that nobody can come in between of: they get their policies from here and tell how their backups go.",
          )}
        </Text>
        {change.error !== null && (
          <ProblemAlert title={say("It was not switched on")} error={change.error} showFields />
        )}
        <Button
          leftSection={<IconNetwork size={16} />}
          loading={change.isPending}
          onClick={() => change.mutate({ enabled: true })}
        >
          {say("Let other machines reach this one")}
        </Button>
      </Stack>
    </Section>
  );
}

function SwitchedOn({ lan }: { lan: Lan }) {
  const change = useSetLan();
  return (
    <Section
      title={say("Look after other machines")}
      actions={
        <Badge color={lan.problem === null ? "teal" : "red"} variant="light" size="lg" tt="none">
          {lan.problem === null ? say("Switched on") : say("Does not listen")}
        </Badge>
      }
    >
      <Stack>
        <DataList labelWidth={160}>
          <DataList.Item>
            <DataList.ItemLabel>{say("Addresses")}</DataList.ItemLabel>
            <DataList.ItemValue style={{ minWidth: 0 }}>
              <List size="sm" listStyleType="none" ps={0}>
                {lan.addresses.map((address) => (
                  <List.Item key={address} style={{ overflowWrap: "anywhere" }}>
                    {address}
                  </List.Item>
                ))}
              </List>
            </DataList.ItemValue>
          </DataList.Item>
          {lan.caFingerprint !== null && (
            <DataList.Item>
              <DataList.ItemLabel>{say("Fingerprint")}</DataList.ItemLabel>
              <DataList.ItemValue style={{ minWidth: 0 }}>
                <CopyText value={lan.caFingerprint} name={say("the fingerprint")} />
              </DataList.ItemValue>
            </DataList.Item>
          )}
        </DataList>
        <Text size="sm" c="dimmed">
          {sayWith(
            "Browsers on other machines know this authority once its {certificate} is imported. Compare the fingerprint when you do.",
            {
              certificate: (
                <Anchor href={caCertificatePath()} download="holdfast-ca.crt" inherit underline="always">
                  {say("certificate")}
                </Anchor>
              ),
            },
          )}
        </Text>
        <Group>
          <LinkButton to="/agents">{say("Add a computer")}</LinkButton>
          <ConfirmButton
            label={say("Switch off")}
            question={say("Listen for other machines no more?")}
            effect={say(
              "They go on with the policies that they have and deliver their results when you switch it on again. You see nothing new of them until then.",
            )}
            confirmLabel={say("Switch it off")}
            action={{ ...change, mutate: () => change.mutate({ enabled: false }) }}
          />
        </Group>
      </Stack>
    </Section>
  );
}
