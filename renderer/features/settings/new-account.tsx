import { Button, Group, PasswordInput, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { createAccount } from "#contract/accounts";
import { say } from "#contract/words/say";
import { type AccountDraft, useCreateAccount } from "../../api/accounts.ts";
import { formErrors, serverErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { roleChoices } from "./roles.ts";

export function NewAccount({ onDone }: { onDone: () => void }) {
  const create = useCreateAccount();
  const form = useForm<AccountDraft>({
    initialValues: { username: "", password: "", role: "viewer" },
    validate: (values) => formErrors(createAccount.body, values),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        create.mutate(values, {
          onSuccess: onDone,
          onError: (error) => form.setErrors(serverErrors(error)),
        }),
      )}
    >
      <Stack>
        {create.error !== null && (
          <ProblemAlert title={say("The account was not made")} error={create.error} showFields />
        )}
        <TextInput
          label={say("User name")}
          required
          autoComplete="off"
          autoCapitalize="none"
          {...form.getInputProps("username")}
        />
        <PasswordInput
          label={say("First password")}
          description={say("At least 8 characters. The person can change it under “Your account”")}
          required
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
        <Select
          label={say("Role")}
          data={roleChoices()}
          allowDeselect={false}
          {...form.getInputProps("role")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {say("Cancel")}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {say("Add the account")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
