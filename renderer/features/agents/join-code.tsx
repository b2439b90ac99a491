import { Alert, Button, Group, Stack, Tabs, Text } from "@mantine/core";
import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import type { Enrolment } from "#contract/enrolments";
import type { Instant } from "#contract/values";
import { say } from "#contract/words/say";
import { CopyText } from "../../components/copy-text.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { QrCode } from "./qr-code.tsx";
import { silentJoin } from "./silent-join.ts";

type Props = {
  enrolment: { joinCode: string; expiresAt: Instant; uses: number; approval: Enrolment["approval"] };
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
        {say(
          "Install Holdfast on the other computer and give it this code, in one of these ways. It is shown only now.",
        )}
      </Text>
      {!isReachable && <NotReachable />}
      <Tabs defaultValue="code" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="code">{say("Code")}</Tabs.Tab>
          <Tabs.Tab value="qr">{say("QR code")}</Tabs.Tab>
          <Tabs.Tab value="silent">{say("Without a click")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="code" pt="md">
          <Stack>
            <Labelled name={say("Join code")}>
              <CopyText value={joinCode} name={say("the join code")} isLong />
            </Labelled>
            <Labelled name={say("Or as a command")}>
              <CopyText value={`holdfast join ${joinCode}`} name={say("the command")} isLong />
            </Labelled>
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="qr" pt="md">
          <Stack align="center">
            <QrCode text={joinCode} label={say("The join code as a QR code")} />
            <Text size="sm" c="dimmed">
              {say("The same code as text, to carry it over with a phone.")}
            </Text>
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="silent" pt="md">
          <Stack>
            <Text size="sm">
              {say(
                "For your software distribution, after the package is installed. A code for many computers is worth an approval by hand.",
              )}
            </Text>
            {silentJoin(joinCode).map(({ system, lines }) => (
              <Labelled key={system} name={system}>
                <CopyText value={lines} name={say("the lines for {system}", { system })} isLong />
              </Labelled>
            ))}
          </Stack>
        </Tabs.Panel>
      </Tabs>
      <Alert icon={<IconClock aria-hidden />} color="gray">
        {enrolment.approval === "manual"
          ? sayWith(
              "Lets in {count, plural, one {# computer} other {# computers}}, each after your approval on this page, and ends {time}.",
              { count: enrolment.uses, time: <TimeAgo at={enrolment.expiresAt} /> },
            )
          : sayWith("Lets in {count, plural, one {# computer} other {# computers}} and ends {time}.", {
              count: enrolment.uses,
              time: <TimeAgo at={enrolment.expiresAt} />,
            })}
      </Alert>
      <Group justify="flex-end">
        <Button variant="default" onClick={onAnother}>
          {say("Make another")}
        </Button>
        <Button onClick={onDone}>{say("Done")}</Button>
      </Group>
    </Stack>
  );
}

function NotReachable() {
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title={say("Other computers cannot reach this one yet")}
    >
      <Stack gap="sm" align="flex-start">
        {say("Holdfast listens on this computer only. Let it listen on the network, then make a new code.")}
        <LinkButton to="/settings/network" size="xs">
          {say("Let other computers reach it")}
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
