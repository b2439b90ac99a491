import { Alert, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import type { RestorePlan as Plan } from "#contract/restore-plan";
import { say } from "#contract/words/say";
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
      title={say("What would happen")}
      closeButtonProps={{ "aria-label": say("Close") }}
    >
      {plan !== undefined && (
        <Stack gap="sm">
          <Text fw={600}>{planSentence(plan)}</Text>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {say("On {hostname}, in {target}. {size} are written.", {
              hostname: plan.hostname,
              target: plan.target,
              size: formatBytes(plan.bytesToWrite),
            })}
          </Text>
          {plan.freeBytes !== null && plan.freeBytes < plan.bytesToWrite && (
            <Alert color="red" title={say("There is too little room")}>
              {say("Only {size} are free there. Make room, or choose fewer files or another folder.", {
                size: formatBytes(plan.freeBytes),
              })}
            </Alert>
          )}
          {plan.newer > 0 && overwritesNewer && (
            <Alert color="orange" title={say("Newer files would be lost")}>
              {say(
                "What was written to them since the snapshot is replaced. Choose another folder, or “Replace it where the snapshot is newer”, to keep them.",
              )}
              <Names names={plan.examples.newer} count={plan.newer} />
            </Alert>
          )}
          {plan.overwrites > 0 && (
            <Names
              names={plan.examples.overwritten}
              count={plan.overwrites}
              label={say("What is overwritten")}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {say("Back")}
            </Button>
            <Button onClick={onStart} loading={isStarting} data-autofocus>
              {say("Restore now")}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Names({ names, count, label = say("Which") }: { names: string[]; count: number; label?: string }) {
  if (names.length === 0) return null;
  return (
    <Disclosure label={label}>
      <List size="sm">
        {names.map((name) => (
          <List.Item key={name} style={{ overflowWrap: "anywhere" }}>
            {name.replace(/^\//, "")}
          </List.Item>
        ))}
        {count > names.length && (
          <List.Item>{say("and {count} more", { count: count - names.length })}</List.Item>
        )}
      </List>
    </Disclosure>
  );
}
