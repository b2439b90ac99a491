import { Button, Stack, Text } from "@mantine/core";
import { IconScissors } from "@tabler/icons-react";
import type { Policy } from "#contract/policies";
import { say } from "#contract/words/say";
import { useRetentionPreview } from "../../api/policies.ts";
import { ForgetPlan } from "../../components/forget-plan.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import type { SectionProps } from "./form-type.ts";
import { policyDraft } from "./policy-form.ts";

/** What the numbers of the form would do to the snapshots that there are, before anything is saved. */
export function RetentionPreview({ form, known }: SectionProps & { known: Policy }) {
  const preview = useRetentionPreview(known.id);
  const { retention = {} } = policyDraft(form.values, known);
  const { data } = preview;
  const isOld = JSON.stringify(preview.variables) !== JSON.stringify(retention);
  return (
    <Stack gap="sm" mt="md" align="flex-start">
      <Button
        variant="default"
        leftSection={<IconScissors size={16} />}
        loading={preview.isPending}
        onClick={() => preview.mutate(retention)}
      >
        {say("Show what would go")}
      </Button>
      {preview.error !== null && (
        <ProblemAlert title={say("The plan could not be made")} error={preview.error} showFields />
      )}
      {data !== undefined && (
        <Stack gap="sm" w="100%" role="status">
          <Text size="sm" fw={600}>
            {isOld && `${say("By the numbers before:")} `}
            {say(
              "{kept, plural, one {# snapshot stays} other {# snapshots stay}}, {removed, plural, one {# goes} other {# go}} with the next prune. Nothing was changed.",
              { kept: data.kept, removed: data.removed },
            )}
          </Text>
          <ForgetPlan groups={data.items} />
        </Stack>
      )}
    </Stack>
  );
}
