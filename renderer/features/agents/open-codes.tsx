import { Button, Group, Stack, Text } from "@mantine/core";
import { say } from "#contract/words/say";
import { useDeleteEnrolment, useEnrolments } from "../../api/enrolments.ts";
import { sayWith } from "../../components/say-with.tsx";
import { showProblem } from "../../components/show-problem.ts";
import { TimeAgo } from "../../components/time-ago.tsx";

/** Codes that still let machines in, each with the button that ends it. */
export function OpenCodes() {
  const items = useEnrolments().data ?? [];
  const remove = useDeleteEnrolment();
  if (items.length === 0) return null;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {say("Codes that still work")}
      </Text>
      {items.map((one) => (
        <Group key={one.id} justify="space-between" gap="xs">
          <Text size="sm">
            {sayWith("{name}: {count, plural, one {# computer} other {# computers}} left, ends {time}", {
              name: one.label === "" ? say("Without a name") : one.label,
              count: one.usesLeft,
              time: <TimeAgo at={one.expiresAt} />,
            })}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              remove.mutate(one.id, { onError: (error) => showProblem(say("The code still works"), error) })
            }
          >
            {say("End it")}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
