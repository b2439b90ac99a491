import { Alert, Anchor, Badge, Button, DataList, Group, List, Stack, Text } from "@mantine/core";
import { IconAlertOctagon, IconNetwork } from "@tabler/icons-react";
import type { Lan } from "#contract/lan";
import { caCertificatePath, useLan, useSetLan } from "../../api/install.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { CopyText } from "../../components/copy-text.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { ListenerForm } from "./listener-form.tsx";
import { MoveSection } from "./move-section.tsx";

/** Whether this install looks after other machines. */
export function NetworkSection() {
  const lan = useLan();
  return (
    <QueryView query={lan} problem="Whether others reach this install could not be read">
      {(data) => (
        <Stack>
          {data.problem !== null && (
            <Alert
              color="red"
              icon={<IconAlertOctagon aria-hidden />}
              title="Other machines cannot reach this one"
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
    <Section title="Look after other machines">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          Holdfast listens on this computer only. Switched on, it opens a second, encrypted listener for other
          machines: they get their policies from here and tell how their backups go. It makes an authority of
          its own; join codes carry its fingerprint, so that nobody can come in between.
        </Text>
        {change.error !== null && (
          <ProblemAlert title="It was not switched on" error={change.error} showFields />
        )}
        <Button
          leftSection={<IconNetwork size={16} />}
          loading={change.isPending}
          onClick={() => change.mutate({ enabled: true })}
        >
          Let other machines reach this one
        </Button>
      </Stack>
    </Section>
  );
}

function SwitchedOn({ lan }: { lan: Lan }) {
  const change = useSetLan();
  return (
    <Section
      title="Look after other machines"
      actions={
        <Badge color={lan.problem === null ? "teal" : "red"} variant="light" size="lg" tt="none">
          {lan.problem === null ? "Switched on" : "Does not listen"}
        </Badge>
      }
    >
      <Stack>
        <DataList labelWidth={140}>
          <DataList.Item>
            <DataList.ItemLabel>Addresses</DataList.ItemLabel>
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
              <DataList.ItemLabel>Fingerprint</DataList.ItemLabel>
              <DataList.ItemValue style={{ minWidth: 0 }}>
                <CopyText value={lan.caFingerprint} name="the fingerprint" />
              </DataList.ItemValue>
            </DataList.Item>
          )}
        </DataList>
        <Text size="sm" c="dimmed">
          Browsers on other machines know this authority once its{" "}
          <Anchor href={caCertificatePath()} download="holdfast-ca.crt" inherit underline="always">
            certificate
          </Anchor>{" "}
          is imported. Compare the fingerprint when you do.
        </Text>
        <Group>
          <LinkButton to="/agents">Add a computer</LinkButton>
          <ConfirmButton
            label="Switch off"
            question="Listen for other machines no more?"
            effect="They go on with the policies that they have and deliver their results when you switch it on again. You see nothing new of them until then."
            confirmLabel="Switch it off"
            action={{ ...change, mutate: () => change.mutate({ enabled: false }) }}
          />
        </Group>
      </Stack>
    </Section>
  );
}
