import { Button, Checkbox, Group, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useNavigate } from "react-router";
import { say } from "#contract/words/say";
import { useCreateRepository, useTestNewRepository } from "../../api/repositories.ts";
import { useMe } from "../../api/session.ts";
import { serverErrors } from "../../components/form-errors.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { newPassword } from "../../components/new-password.ts";
import { Page } from "../../components/page.tsx";
import { emptyPlace, placeField } from "../../components/place/place-form.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { Section } from "../../components/section.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { ProbeSteps } from "./probe-steps.tsx";
import { RepositoryFields } from "./repository-fields.tsx";
import { draftOf, newErrors, type RepositoryForm } from "./repository-form.ts";

export function NewRepositoryPage() {
  const create = useCreateRepository();
  const probe = useTestNewRepository();
  const navigate = useNavigate();
  const isFleet = useMe().data?.orchestratorMode === true;
  const [generated] = useState(() => newPassword());
  const form = useForm<RepositoryForm>({
    initialValues: { name: "", place: emptyPlace, password: generated, isShared: false },
    validate: newErrors,
  });
  const showFields = (error: unknown) => form.setErrors(serverErrors(error, placeField));

  return (
    <Page title={say("Add a repository")} parent={{ to: "/repositories", name: say("Repositories") }}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          create.mutate(draftOf(values), {
            onSuccess: ({ id }) => void navigate(`/repositories/${id}?new=1`),
            onError: showFields,
          }),
        )}
      >
        <Stack>
          {create.error !== null && (
            <ProblemAlert title={say("The repository is not added")} error={create.error} showFields />
          )}
          <Section title={say("Place")}>
            <RepositoryFields form={form} />
            {isFleet && ["rest-server", "s3", "sftp"].includes(form.values.place.kind) && (
              <Checkbox
                mt="sm"
                label={say("One repository for all machines")}
                description={say(
                  "Without this each machine gets a repository of its own in this place, which the others cannot open. For a repository that exists already, choose this.",
                )}
                {...form.getInputProps("isShared", { type: "checkbox" })}
              />
            )}
          </Section>
          <Section title={say("Password")}>
            <NewPasswordField form={form} generated={generated} />
          </Section>
          <ProbeSteps
            probe={probe}
            onTrust={(hostKey) => {
              const trusting = { ...form.values, place: { ...form.values.place, hostKey } };
              form.setFieldValue("place", trusting.place);
              probe.mutate(draftOf(trusting), { onError: showFields });
            }}
          />
          <Group justify="flex-end">
            <LinkButton to="/repositories" variant="default">
              {say("Cancel")}
            </LinkButton>
            <Button
              variant="default"
              loading={probe.isPending}
              onClick={() => {
                if (!form.validate().hasErrors) probe.mutate(draftOf(form.values), { onError: showFields });
              }}
            >
              {say("Test the connection")}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {say("Add the repository")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
