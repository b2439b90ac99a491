import { Button, Group, PasswordInput, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { createAccount } from "#contract/accounts";
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
          <ProblemAlert title="The account was not made" error={create.error} showFields />
        )}
        <TextInput
          label="User name"
          required
          autoComplete="off"
          autoCapitalize="none"
          {...form.getInputProps("username")}
        />
        <PasswordInput
          label="First password"
          description="At least 8 characters. The person can change it under “Your account”"
          required
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
        <Select label="Role" data={roleChoices} allowDeselect={false} {...form.getInputProps("role")} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Add the account
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
