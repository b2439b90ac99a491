import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { Agent } from "#contract/agents";
import type { Policy } from "#contract/policies";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { LinkButton } from "../../components/link-button.tsx";
import type { SectionProps } from "./form-type.ts";
import { policyDraft } from "./policy-form.ts";
import { policySentence } from "./policy-sentence.ts";
import { SavedAs } from "./saved-as.tsx";

type Props = SectionProps & {
  repositories: Repository[];
  agents: Agent[];
  isSaving: boolean;
  known: Policy | undefined;
};

/** The policy in one sentence, always in view beside the form, with the button that saves it. */
export function PolicySummary({ form, repositories, agents, isSaving, known }: Props) {
  const { values, errors } = form;
  const repository = repositories.find(({ id }) => id === values.repositoryId);
  const hostnames = agents.filter(({ id }) => values.agentIds.includes(id)).map(({ hostname }) => hostname);
  const faults = Object.keys(errors).length;
  return (
    <Card withBorder style={{ position: "sticky", top: 72 }} component="aside" aria-label={say("In words")}>
      <Stack gap="sm">
        <Title order={2} size="h5">
          {say("In words")}
        </Title>
        <Text style={{ overflowWrap: "anywhere" }}>
          {policySentence(values, repository?.name, hostnames)}
        </Text>
        {faults > 0 && (
          <Text size="sm" c="red" role="alert">
            {say(
              "{count, plural, one {One field needs} other {# fields need}} your attention before this can be saved.",
              { count: faults },
            )}
          </Text>
        )}
        <SavedAs draft={policyDraft(values, known)} />
        <Group>
          <Button type="submit" loading={isSaving}>
            {say("Save the policy")}
          </Button>
          <LinkButton to="/policies" variant="default">
            {say("Cancel")}
          </LinkButton>
        </Group>
      </Stack>
    </Card>
  );
}
