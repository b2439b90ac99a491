import { Alert, Button, Group, Stack, Tabs, Text } from "@mantine/core";
import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import type { Instant } from "#contract/values";
import { CopyText } from "../../components/copy-text.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { plural } from "../../format/plural.ts";
import { QrCode } from "./qr-code.tsx";
import { silentJoin } from "./silent-join.ts";

type Props = {
  enrolment: { joinCode: string; expiresAt: Instant; uses: number; approval: "automatic" | "manual" };
  /** Whether this install listens to other machines at all. */
  isReachable: boolean;
  onDone: () => void;
  onAnother: () => void;
};

/** Shown once: the server keeps only what proves the code. */
export function JoinCode({ enrolment, isReachable, onDone, onAnother }: Props) {
  const { joinCode } = enrolment;
  return (
    <Stack>
      <Text size="sm">
        Install Holdfast on the other computer and give it this code, in one of these ways. It is shown only
        now.
      </Text>
      {!isReachable && <NotReachable />}
      <Tabs defaultValue="code" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="code">Code</Tabs.Tab>
          <Tabs.Tab value="qr">QR code</Tabs.Tab>
          <Tabs.Tab value="silent">Without a click</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="code" pt="md">
          <Stack>
            <Labelled name="Join code">
              <CopyText value={joinCode} name="the join code" isLong />
            </Labelled>
            <Labelled name="Or as a command">
              <CopyText value={`holdfast join ${joinCode}`} name="the command" isLong />
            </Labelled>
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="qr" pt="md">
          <Stack align="center">
            <QrCode text={joinCode} label="The join code as a QR code" />
            <Text size="sm" c="dimmed">
              The same code as text, to carry it over with a phone.
            </Text>
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="silent" pt="md">
          <Stack>
            <Text size="sm">
              For your software distribution, after the package is installed. A code for many computers is
              worth an approval by hand.
            </Text>
            {silentJoin(joinCode).map(({ system, lines }) => (
              <Labelled key={system} name={system}>
                <CopyText value={lines} name={`the lines for ${system}`} isLong />
              </Labelled>
            ))}
          </Stack>
        </Tabs.Panel>
      </Tabs>
      <Alert icon={<IconClock aria-hidden />} color="gray">
        Lets in {plural(enrolment.uses, "computer")}
        {enrolment.approval === "manual" && ", each after your approval on this page,"} and ends{" "}
        <TimeAgo at={enrolment.expiresAt} />.
      </Alert>
      <Group justify="flex-end">
        <Button variant="default" onClick={onAnother}>
          Make another
        </Button>
        <Button onClick={onDone}>Done</Button>
      </Group>
    </Stack>
  );
}

function NotReachable() {
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title="Other computers cannot reach this one yet"
    >
      <Stack gap="sm" align="flex-start">
        Holdfast listens on this computer only. Let it listen on the network, then make a new code.
        <LinkButton to="/settings/network" size="xs">
          Let other computers reach it
        </LinkButton>
      </Stack>
    </Alert>
  );
}

function Labelled({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {name}
      </Text>
      {children}
    </div>
  );
}
