import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { changeOwnPassword } from "#contract/accounts";
import { say } from "#contract/words/say";
import { type PasswordChange, useChangeOwnPassword } from "../../api/accounts.ts";
import { formErrors, serverErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { Section } from "../../components/section.tsx";

/** All other sessions of the account end; this browser stays signed in. */
export function OwnPassword() {
  const change = useChangeOwnPassword();
  const form = useForm<PasswordChange>({
    initialValues: { currentPassword: "", newPassword: "" },
    validate: (values) => formErrors(changeOwnPassword.body, values),
  });
  return (
    <Section title={say("Password")}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          change.mutate(values, {
            onSuccess: () => {
              form.reset();
              notifications.show({
                message: say("Your password is changed. You are signed out everywhere else."),
                color: "teal",
              });
            },
            onError: (error) => form.setErrors(serverErrors(error)),
          }),
        )}
      >
        <Stack gap="sm">
          {change.error !== null && (
            <ProblemAlert title={say("The password is not changed")} error={change.error} showFields />
          )}
          <Group align="flex-start" gap="sm">
            <PasswordInput
              label={say("Password until now")}
              autoComplete="current-password"
              style={{ flex: "1 1 200px" }}
              {...form.getInputProps("currentPassword")}
            />
            <PasswordInput
              label={say("New password")}
              autoComplete="new-password"
              style={{ flex: "1 1 200px" }}
              {...form.getInputProps("newPassword")}
            />
          </Group>
          <Group justify="space-between" gap="sm">
            <Text size="sm" c="dimmed">
              {say("At least 8 characters. You stay signed in here and are signed out everywhere else.")}
            </Text>
            <Button type="submit" loading={change.isPending}>
              {say("Change the password")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
