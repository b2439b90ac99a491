import { Button, Group, Stack, Text } from "@mantine/core";
import { useDeleteEnrolment, useEnrolments } from "../../api/enrolments.ts";
import { showProblem } from "../../components/show-problem.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { plural } from "../../format/plural.ts";

/** Codes that still let machines in, each with the button that ends it. */
export function OpenCodes() {
  const items = useEnrolments().data?.items ?? [];
  const remove = useDeleteEnrolment();
  if (items.length === 0) return null;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        Codes that still work
      </Text>
      {items.map((one) => (
        <Group key={one.id} justify="space-between" gap="xs">
          <Text size="sm">
            {one.label === "" ? "Without a name" : one.label}: {plural(one.usesLeft, "computer")} left, ends{" "}
            <TimeAgo at={one.expiresAt} />
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              remove.mutate(one.id, { onError: (error) => showProblem("The code still works", error) })
            }
          >
            End it
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
