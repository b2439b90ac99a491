import { Alert, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertOctagon } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Agent } from "#contract/agents";
import type { StolenReport } from "#contract/stolen";
import { say } from "#contract/words/say";
import { useReportStolen } from "../../api/agents.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";

/** First the question, then what was done and what is left to do by hand. */
export function StolenMachine({ agent }: { agent: Agent }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const report = useReportStolen(agent.id);
  const isRevoked = agent.status === "revoked";
  return (
    <>
      <Button variant="default" onClick={open}>
        {isRevoked ? say("What it could reach") : say("It was stolen")}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={say("{hostname} was stolen", { hostname: agent.hostname })}
        size="lg"
      >
        {report.data === undefined ? (
          <Stack>
            <Text size="sm">
              {isRevoked
                ? say(
                    "The machine is shut out. Holdfast lists again which passwords it had, and which snapshots nobody has reported.",
                  )
                : say(
                    "Its key stops working at once. Holdfast then lists the repositories whose passwords the machine had, what to change at each, and snapshots that nobody has reported.",
                  )}
            </Text>
            {report.error !== null && (
              <ProblemAlert title={say("The machine was not shut out")} error={report.error} />
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={close} data-autofocus>
                {say("Cancel")}
              </Button>
              <Button color="red" loading={report.isPending} onClick={() => report.mutate(undefined)}>
                {isRevoked ? say("Show the list") : say("Shut it out")}
              </Button>
            </Group>
          </Stack>
        ) : (
          <Report report={report.data} onClose={close} />
        )}
      </Modal>
    </>
  );
}

function Report({ report, onClose }: { report: StolenReport; onClose: () => void }) {
  return (
    <Stack>
      <Alert color="teal" role="status" title={say("{hostname} is shut out", { hostname: report.hostname })}>
        {say("Its key is dead. What is left can only be done by you.")}
      </Alert>
      {report.repositories.length === 0 ? (
        <Text size="sm">{say("It had no password of any repository.")}</Text>
      ) : (
        report.repositories.map((repository) => (
          <div key={repository.id}>
            <Text fw={600} component={Link} to={`/repositories/${repository.id}/edit`}>
              {repository.name}
            </Text>
            <List size="sm" type="ordered" mt={4}>
              {repository.change.map((step) => (
                <List.Item key={step}>{step}</List.Item>
              ))}
            </List>
          </div>
        ))
      )}
      {report.unknownSnapshotCount > 0 && <UnknownSnapshots report={report} />}
      <Group justify="flex-end">
        <Button onClick={onClose}>{say("Done")}</Button>
      </Group>
    </Stack>
  );
}

const SHOWN = 20;

function UnknownSnapshots({ report: { unknownSnapshots, unknownSnapshotCount } }: { report: StolenReport }) {
  return (
    <Alert
      color="yellow"
      icon={<IconAlertOctagon aria-hidden />}
      title={say("{count, plural, one {# snapshot} other {# snapshots}} that no run has reported", {
        count: unknownSnapshotCount,
      })}
    >
      <Text size="sm">
        {say(
          "Others may have made them with the stolen password. Do not restore from them before you have looked.",
        )}
      </Text>
      <List size="sm" mt="xs">
        {unknownSnapshots.slice(0, SHOWN).map((snapshot) => (
          <List.Item key={`${snapshot.repositoryId} ${snapshot.id}`}>
            {sayWith("{snapshot} of {hostname}, {time}", {
              snapshot: snapshot.id.slice(0, 8),
              hostname: snapshot.hostname,
              time: <TimeAgo at={snapshot.time} />,
            })}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
