import { Grid, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useCallback, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { Agent } from "#contract/agents";
import type { Policy } from "#contract/policies";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useSavePolicy } from "../../api/policies.ts";
import { serverErrors } from "../../components/form-errors.ts";
import { UnsavedGuard } from "../../components/unsaved-guard.tsx";
import { ConditionsSection } from "./conditions-section.tsx";
import { KeepSection } from "./keep-section.tsx";
import { MoreSection } from "./more-section.tsx";
import { NameSection } from "./name-section.tsx";
import { type PolicyForm, policyDraft } from "./policy-form.ts";
import { policyErrors, policyField } from "./policy-form-errors.ts";
import { PolicySummary } from "./policy-summary.tsx";
import { SaveProblem } from "./save-problem.tsx";
import { SystemsSection } from "./systems-section.tsx";
import { TrySection } from "./try-section.tsx";
import { WhatSection } from "./what-section.tsx";
import { WhenSection } from "./when-section.tsx";
import { WhereSection } from "./where-section.tsx";
import { WhoSection } from "./who-section.tsx";

type Props = {
  known?: Policy;
  initial: PolicyForm;
  repositories: Repository[];
  agents: Agent[];
  onReload?: () => Promise<void>;
};

export function PolicyEditor({ known: read, initial, repositories, agents, onReload }: Props) {
  // What was read when the form was opened; later readings must not change what the form is compared with.
  const [known] = useState(read);
  const [assigned] = useState(known === undefined ? { agentIds: [], labels: [] } : initial);
  const save = useSavePolicy();
  const navigate = useNavigate();
  const isSaved = useRef(false);
  const form = useForm({ initialValues: initial, validate: policyErrors, validateInputOnBlur: true });
  const { values } = form;
  const formRef = useRef(form);
  formRef.current = form;
  const isDirty = useCallback(() => !isSaved.current && formRef.current.isDirty(), []);

  const submit = form.onSubmit((sent) =>
    save.mutate(
      {
        ...(known === undefined ? {} : { known }),
        draft: policyDraft(sent, known),
        agentIds: { before: assigned.agentIds, after: sent.agentIds },
        labels: { before: assigned.labels, after: sent.labels },
      },
      {
        onSuccess: (policy) => {
          isSaved.current = true;
          notifications.show({
            message: say("The policy {name} is saved.", { name: policy.name }),
            color: "teal",
          });
          void navigate("/policies");
        },
        onError: (error) => form.setErrors(serverErrors(error, policyField)),
      },
    ),
  );
  return (
    <form onSubmit={submit} noValidate aria-label={say("Policy")}>
      <UnsavedGuard isDirty={isDirty} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            {save.error !== null && <SaveProblem error={save.error} onReload={onReload} />}
            <NameSection form={form} />
            <WhatSection form={form} agents={agents} />
            <SystemsSection form={form} />
            <WhereSection form={form} repositories={repositories} />
            <WhenSection form={form} />
            {values.rhythm.kind !== "by-hand" && <ConditionsSection form={form} />}
            <KeepSection form={form} known={known} />
            <WhoSection form={form} agents={agents} />
            <MoreSection form={form} />
            <TrySection form={form} agents={agents} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <PolicySummary
            form={form}
            repositories={repositories}
            agents={agents}
            isSaving={save.isPending}
            known={known}
          />
        </Grid.Col>
      </Grid>
    </form>
  );
}
