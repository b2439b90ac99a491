import { Alert, Button, Card, Group, Stack, Text } from "@mantine/core";
import { IconAccessPoint, IconAlertTriangle } from "@tabler/icons-react";
import type { WaitingPairing } from "#contract/pairings";
import { say, sayParts } from "#contract/words/say";
import { useApprovePairing, useDiscovery, useRefusePairing, useSetDiscovery } from "../../api/pairings.ts";
import { NameWithDetail } from "../../components/name-with-detail.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { showProblem } from "../../components/show-problem.ts";
import { SixDigits } from "../../components/six-digits.tsx";
import { systemNames } from "../../components/system-names.ts";
import { TimeAgo } from "../../components/time-ago.tsx";

/** Without a code: the other computer finds this one, and people compare six digits. */
export function LetBeFound({ labels }: { labels: string[] }) {
  const { data } = useDiscovery();
  const change = useSetDiscovery();
  const isOn = data !== undefined && data.until !== null;
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={600}>
          {say("On the same network: without a code")}
        </Text>
        <Button
          variant={isOn ? "default" : "light"}
          leftSection={<IconAccessPoint size={16} aria-hidden />}
          loading={change.isPending}
          onClick={() => change.mutate(!isOn)}
        >
          {isOn ? say("Be found no longer") : say("Be found for 10 minutes")}
        </Button>
      </Group>
      {change.error !== null && <ProblemAlert title={say("It was not switched on")} error={change.error} />}
      {typeof data?.problem === "string" && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {data.problem}
        </Alert>
      )}
      {isOn && (
        <Text size="sm" role="status">
          {sayParts(
            "On the other computer open Settings, “This computer”, and press “Look on this network”, or say holdfast join --discover. This one can be found; that ends {when}.",
            { when: <TimeAgo key="when" at={data.until} /> },
          )}
        </Text>
      )}
      {data?.pairings.map((machine) => (
        <Waiting key={machine.id} machine={machine} labels={labels} />
      ))}
    </Stack>
  );
}

function Waiting({ machine, labels }: { machine: WaitingPairing; labels: string[] }) {
  const approve = useApprovePairing();
  const refuse = useRefusePairing();
  const { id, hostname, os, address, digits, state } = machine;
  const onError = (error: unknown) => showProblem(say("{hostname} was not changed", { hostname }), error);
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" gap="sm">
        <NameWithDetail
          name={hostname}
          detail={say("{system}, at {address}", { system: systemNames[os], address })}
        />
        <SixDigits digits={digits} />
      </Group>
      {state === "approved" ? (
        <Text size="sm" role="status">
          {say("Let in. It joins when somebody there says yes as well.")}
        </Text>
      ) : (
        <Stack gap="xs" mt="xs">
          <Text size="sm">
            {say(
              "Let it in only if that computer shows the same six digits. Others mean that somebody is in between.",
            )}
          </Text>
          <Group gap="xs">
            <Button
              size="xs"
              loading={approve.isPending}
              onClick={() => approve.mutate({ id, labels }, { onError })}
            >
              {say("It shows the same: let it in")}
            </Button>
            <Button
              size="xs"
              variant="default"
              loading={refuse.isPending}
              onClick={() => refuse.mutate(id, { onError })}
            >
              {say("They differ")}
            </Button>
          </Group>
        </Stack>
      )}
    </Card>
  );
}
