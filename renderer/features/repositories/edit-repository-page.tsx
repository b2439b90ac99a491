import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate, useParams } from "react-router";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useReplaceRepository, useRepository } from "../../api/repositories.ts";
import { serverErrors } from "../../components/form-errors.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { Page } from "../../components/page.tsx";
import { placeField, placeOf } from "../../components/place/place-form.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { RepositoryFields } from "./repository-fields.tsx";
import { changeErrors, changeOf, type RepositoryForm } from "./repository-form.ts";

export function EditRepositoryPage() {
  const { id = "" } = useParams();
  const repository = useRepository(id);
  return (
    <Page
      title={
        repository.data === undefined
          ? say("Change a repository")
          : say("Change {name}", { name: repository.data.name })
      }
      parent={{ to: `/repositories/${id}`, name: repository.data?.name ?? say("Repository") }}
    >
      <QueryView query={repository} problem={say("The repository could not be read")}>
        {(known) => <ChangeForm key={known.id} repository={known} />}
      </QueryView>
    </Page>
  );
}

function ChangeForm({ repository }: { repository: Repository }) {
  const replace = useReplaceRepository(repository.id);
  const navigate = useNavigate();
  const back = `/repositories/${repository.id}`;
  const form = useForm<RepositoryForm>({
    initialValues: { name: repository.name, place: placeOf(repository), password: "", isShared: false },
    validate: changeErrors,
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        replace.mutate(changeOf(values), {
          onSuccess: () => void navigate(back),
          onError: (error) => form.setErrors(serverErrors(error, placeField)),
        }),
      )}
    >
      <Stack>
        {replace.error !== null && (
          <ProblemAlert title={say("The repository is not changed")} error={replace.error} showFields />
        )}
        <Section title={say("Place")}>
          <RepositoryFields form={form} hasCredentials={repository.hasCredentials} />
        </Section>
        <Section title={say("Password")}>
          <PasswordInput
            label={say("Password of the repository")}
            description={say(
              "Leave it blank to keep the saved one. It must be a password that opens the repository.",
            )}
            autoComplete="off"
            {...form.getInputProps("password")}
          />
        </Section>
        <Group justify="flex-end">
          <LinkButton to={back} variant="default">
            {say("Cancel")}
          </LinkButton>
          <Button type="submit" loading={replace.isPending}>
            {say("Save the changes")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
