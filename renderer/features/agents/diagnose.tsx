import { Button, List, Text, ThemeIcon } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconStethoscope, IconX } from "@tabler/icons-react";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useDiagnose } from "../../api/agents.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { Section } from "../../components/section.tsx";

const looks = () => ({
  ok: { color: "teal", icon: IconCheck, word: say("fine") },
  warning: { color: "yellow", icon: IconAlertTriangle, word: say("warning") },
  failed: { color: "red", icon: IconX, word: say("problem") },
});

export function Diagnose({ id, hostname }: { id: Id; hostname: string }) {
  const diagnose = useDiagnose(id);
  return (
    <Section
      title={say("Diagnose")}
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconStethoscope size={16} />}
          loading={diagnose.isPending}
          onClick={() => diagnose.mutate()}
        >
          {say("Diagnose now")}
        </Button>
      }
    >
      {diagnose.error !== null && (
        <ProblemAlert title={say("{hostname} did not answer", { hostname })} error={diagnose.error} />
      )}
      {diagnose.data === undefined ? (
        diagnose.error === null && (
          <Text size="sm" c="dimmed">
            {say("Asks {hostname} to look at itself: restic, folders, disks, clock.", { hostname })}
          </Text>
        )
      ) : (
        <List spacing="xs" center ps={0} aria-label={say("What the machine found")}>
          {diagnose.data.checks.map((check) => {
            const { color, icon: Shape, word } = looks()[check.status];
            return (
              <List.Item
                key={check.name}
                icon={
                  <ThemeIcon color={color} variant="light" size={24} radius="xl">
                    <Shape size={16} aria-label={word} />
                  </ThemeIcon>
                }
              >
                <Text size="sm" span fw={600}>
                  {check.name}
                </Text>
                <Text size="sm">{check.message}</Text>
              </List.Item>
            );
          })}
        </List>
      )}
    </Section>
  );
}
