import { Button, Group, List, Text, ThemeIcon } from "@mantine/core";
import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import type { ProbeStep } from "#contract/questions";
import type { ProbeReply } from "#contract/repositories";
import { say } from "#contract/words/say";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { LinesLoading } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";

const names = (): Record<ProbeStep["step"], string> => ({
  reach: say("Reach the place"),
  tls: say("Trust the server"),
  "sign-in": say("Sign in"),
  repository: say("Open the repository"),
  write: say("Write and delete"),
});
const looks = () => ({
  ok: { color: "teal", icon: IconCheck, word: say("done") },
  failed: { color: "red", icon: IconX, word: say("not possible") },
  skipped: { color: "gray", icon: IconMinus, word: say("left out") },
});

type Props = {
  probe: { data: ProbeReply | undefined; error: unknown; isPending: boolean };
  /** A person compared the key that the server shows and takes it for the right one. */
  onTrust?: (hostKey: string) => void;
};

/** What a connection test did, step by step, with the time each took. */
export function ProbeSteps({ probe: { data, error, isPending }, onTrust }: Props) {
  if (isPending) return <LinesLoading lines={5} height={24} />;
  if (error !== null) return <ProblemAlert title={say("The connection could not be tested")} error={error} />;
  if (data === undefined) return null;
  return (
    <Section title={data.ok ? say("The connection works") : say("The connection does not work")}>
      <List spacing="xs" center ps={0} aria-label={say("Steps of the test")} role="list">
        {data.steps.map((step) => (
          <StepLine key={step.step} step={step} onTrust={onTrust} />
        ))}
      </List>
      <Text size="sm" c="dimmed" mt="sm">
        {say("Tested from {hostname}", { hostname: data.hostname })}
      </Text>
    </Section>
  );
}

type LineProps = { step: ProbeStep; onTrust: Props["onTrust"] };

function StepLine({ step, onTrust }: LineProps) {
  const { color, icon: Shape, word } = looks()[step.status];
  return (
    <List.Item
      icon={
        <ThemeIcon color={color} variant="light" size={24} radius="xl">
          <Shape size={16} aria-label={word} />
        </ThemeIcon>
      }
    >
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {names()[step.step]}
        </Text>
        {step.status !== "skipped" && (
          <Text size="sm" c="dimmed">
            {say("{ms} ms", { ms: Math.round(step.ms) })}
          </Text>
        )}
      </Group>
      {step.message !== undefined && <Text size="sm">{step.message}</Text>}
      {step.hostKey !== undefined && onTrust !== undefined && (
        <Button size="xs" variant="default" mt="xs" onClick={() => onTrust(step.hostKey ?? "")}>
          {say("I compared it: use this key")}
        </Button>
      )}
    </List.Item>
  );
}
