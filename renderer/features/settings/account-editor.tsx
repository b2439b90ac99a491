import { Button, Group, PasswordInput, Select, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type Account, updateAccount } from "#contract/accounts";
import { say } from "#contract/words/say";
import { useUpdateAccount } from "../../api/accounts.ts";
import { formErrors, serverErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { SaveButton } from "../../components/save-button.tsx";
import { roleChoices } from "./roles.ts";

type Change = { role: Account["role"]; password: string };

export function AccountEditor({ account, onDone }: { account: Account; onDone: () => void }) {
  const save = useUpdateAccount();
  const changeOf = ({ role, password }: Change) => ({
    ...(role !== account.role && { role }),
    ...(password !== "" && { password }),
  });
  const form = useForm<Change>({
    initialValues: { role: account.role, password: "" },
    validate: (values) => formErrors(updateAccount.body, changeOf(values)),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        save.mutate(
          { id: account.id, change: changeOf(values) },
          { onSuccess: onDone, onError: (error) => form.setErrors(serverErrors(error)) },
        ),
      )}
    >
      <Stack>
        {save.error !== null && (
          <ProblemAlert title={say("Nothing was changed")} error={save.error} showFields />
        )}
        <Select
          label={say("Role")}
          data={roleChoices()}
          allowDeselect={false}
          {...form.getInputProps("role")}
        />
        <PasswordInput
          label={say("New password")}
          description={say("Blank: it stays. A change signs the account out everywhere")}
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {say("Cancel")}
          </Button>
          <SaveButton isSaving={save.isPending} isDirty={form.isDirty()} />
        </Group>
      </Stack>
    </form>
  );
}
