import { Alert, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import type { RestorePlan as Plan } from "#contract/restore-plan";
import { Disclosure } from "../../components/disclosure.tsx";
import { formatBytes } from "../../format/bytes.ts";
import { planSentence } from "./plan-sentence.ts";

type Props = {
  plan: (Plan & { hostname: string }) | undefined;
  overwritesNewer: boolean;
  isStarting: boolean;
  onStart: () => void;
  onClose: () => void;
};

/** The last look before files are written. */
export function RestorePlan({ plan, overwritesNewer, isStarting, onStart, onClose }: Props) {
  return (
    <Modal
      opened={plan !== undefined}
      onClose={onClose}
      title="What would happen"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {plan !== undefined && (
        <Stack gap="sm">
          <Text fw={600}>{planSentence(plan)}</Text>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            On {plan.hostname}, in {plan.target}. {formatBytes(plan.bytesToWrite)} are written.
          </Text>
          {plan.freeBytes !== null && plan.freeBytes < plan.bytesToWrite && (
            <Alert color="red" title="There is too little room">
              Only {formatBytes(plan.freeBytes)} are free there. Make room, or choose fewer files or another
              folder.
            </Alert>
          )}
          {plan.newer > 0 && overwritesNewer && (
            <Alert color="orange" title="Newer files would be lost">
              What was written to them since the snapshot is replaced. Choose another folder, or “Replace it
              where the snapshot is newer”, to keep them.
              <Names names={plan.examples.newer} count={plan.newer} />
            </Alert>
          )}
          {plan.overwrites > 0 && (
            <Names names={plan.examples.overwritten} count={plan.overwrites} label="What is overwritten" />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button onClick={onStart} loading={isStarting} data-autofocus>
              Restore now
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Names({ names, count, label = "Which" }: { names: string[]; count: number; label?: string }) {
  if (names.length === 0) return null;
  return (
    <Disclosure label={label}>
      <List size="sm">
        {names.map((name) => (
          <List.Item key={name} style={{ overflowWrap: "anywhere" }}>
            {name.replace(/^\//, "")}
          </List.Item>
        ))}
        {count > names.length && <List.Item>and {count - names.length} more</List.Item>}
      </List>
    </Disclosure>
  );
}
