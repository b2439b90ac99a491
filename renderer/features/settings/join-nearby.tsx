import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAccessPoint, IconAlertTriangle } from "@tabler/icons-react";
import type { Joining, NearbyOrchestrator } from "#contract/nearby";
import { say } from "#contract/words/say";
import {
  isComparing,
  useCancelJoining,
  useConfirmJoining,
  useFindNearby,
  useJoining,
  useStartJoining,
} from "../../api/nearby.ts";
import { NameWithDetail } from "../../components/name-with-detail.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { SixDigits } from "../../components/six-digits.tsx";

/** Without a code: this computer looks for the other one, and people compare six digits. */
export function JoinNearby() {
  const joining = useJoining().data;
  if (joining !== undefined && isComparing(joining.state)) return <Compare joining={joining} />;
  return <Look last={joining} />;
}

function Look({ last }: { last: Joining | undefined }) {
  const find = useFindNearby();
  const start = useStartJoining();
  return (
    <Stack gap="sm">
      {typeof last?.problem === "string" && !find.isPending && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />}>
          {last.problem}
        </Alert>
      )}
      {find.error !== null && <ProblemAlert title={say("Nobody was looked for")} error={find.error} />}
      {start.error !== null && <ProblemAlert title={say("This computer did not join")} error={start.error} />}
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {say("The other computer is in the same network? Then it goes without a code.")}
        </Text>
        <Button
          variant="light"
          leftSection={<IconAccessPoint size={16} aria-hidden />}
          loading={find.isPending}
          onClick={() => find.mutate()}
        >
          {say("Look on this network")}
        </Button>
      </Group>
      {find.data?.items.length === 0 && (
        <Text size="sm" role="status">
          {say(
            "Nobody lets themselves be found. Open “Add a computer” on the other Holdfast, press “Be found for 10 minutes”, and look again.",
          )}
        </Text>
      )}
      {find.data?.items.map((one) => (
        <Found
          key={`${one.orchestratorId} ${one.address}`}
          orchestrator={one}
          isStarting={start.isPending}
          onJoin={() => start.mutate(one)}
        />
      ))}
    </Stack>
  );
}

type FoundProps = { orchestrator: NearbyOrchestrator; isStarting: boolean; onJoin: () => void };

function Found({ orchestrator: { name, address }, isStarting, onJoin }: FoundProps) {
  return (
    <Group justify="space-between" gap="sm">
      <NameWithDetail name={name} detail={address} />
      <Button size="xs" loading={isStarting} onClick={onJoin}>
        {say("Join")}
      </Button>
    </Group>
  );
}

function Compare({ joining }: { joining: Joining }) {
  const confirm = useConfirmJoining();
  const cancel = useCancelJoining();
  const name = joining.orchestratorName ?? joining.address ?? "";
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">
        {say("{name} shows six digits as well. Look at its screen: are they these?", { name })}
      </Text>
      {joining.digits !== null && <SixDigits digits={joining.digits} />}
      {confirm.error !== null && (
        <ProblemAlert title={say("This computer did not join")} error={confirm.error} />
      )}
      {joining.state === "confirmed" ? (
        <Text size="sm" role="status">
          {say("Waiting until somebody at {name} says so too.", { name })}
        </Text>
      ) : (
        <Text size="sm" c="dimmed">
          {say(
            "Say yes only if you see them there: whoever this computer joins can read and overwrite its files. Until then they have only learned its name.",
          )}
        </Text>
      )}
      <Group gap="xs">
        {joining.state === "comparing" && (
          <Button loading={confirm.isPending} onClick={() => confirm.mutate(undefined)}>
            {say("The same digits are shown there")}
          </Button>
        )}
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          {joining.state === "comparing" ? say("They differ") : say("Stop")}
        </Button>
      </Group>
    </Stack>
  );
}
