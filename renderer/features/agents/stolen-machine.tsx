import { Alert, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertOctagon } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Agent } from "#contract/agents";
import type { StolenReport } from "#contract/stolen";
import { useReportStolen } from "../../api/agents.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { plural } from "../../format/plural.ts";

/** First the question, then what was done and what is left to do by hand. */
export function StolenMachine({ agent }: { agent: Agent }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const report = useReportStolen(agent.id);
  const isRevoked = agent.status === "revoked";
  return (
    <>
      <Button variant="default" onClick={open}>
        {isRevoked ? "What it could reach" : "It was stolen"}
      </Button>
      <Modal opened={isOpen} onClose={close} title={`${agent.hostname} was stolen`} size="lg">
        {report.data === undefined ? (
          <Stack>
            <Text size="sm">
              {isRevoked
                ? "The machine is shut out. Holdfast lists again which passwords it had, and which snapshots nobody has reported."
                : "Its key stops working at once. Holdfast then lists the repositories whose passwords the machine had, what to change at each, and snapshots that nobody has reported."}
            </Text>
            {report.error !== null && (
              <ProblemAlert title="The machine was not shut out" error={report.error} />
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={close} data-autofocus>
                Cancel
              </Button>
              <Button color="red" loading={report.isPending} onClick={() => report.mutate(undefined)}>
                {isRevoked ? "Show the list" : "Shut it out"}
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
      <Alert color="teal" role="status" title={`${report.hostname} is shut out`}>
        Its key is dead. What is left can only be done by you.
      </Alert>
      {report.repositories.length === 0 ? (
        <Text size="sm">It had no password of any repository.</Text>
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
        <Button onClick={onClose}>Done</Button>
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
      title={`${plural(unknownSnapshotCount, "snapshot")} that no run has reported`}
    >
      <Text size="sm">
        Others may have made them with the stolen password. Do not restore from them before you have looked.
      </Text>
      <List size="sm" mt="xs">
        {unknownSnapshots.slice(0, SHOWN).map((snapshot) => (
          <List.Item key={`${snapshot.repositoryId} ${snapshot.id}`}>
            {snapshot.id.slice(0, 8)} of {snapshot.hostname}, <TimeAgo at={snapshot.time} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
