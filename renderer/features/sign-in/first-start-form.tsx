import { Button, Code, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { setUp } from "#contract/access";
import { say } from "#contract/words/say";
import { useSetUp } from "../../api/session.ts";
import { formErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";

const OPEN = "holdfast open";

type Props = { token: string; onDone: () => void };

export function FirstStartForm({ token, onDone }: Props) {
  const setUpFirst = useSetUp();
  const form = useForm({
    initialValues: { token, username: "admin", password: "" },
    validate: (values) => formErrors(setUp.body, values),
  });
  return (
    <form onSubmit={form.onSubmit((values) => setUpFirst.mutate(values, { onSuccess: onDone }))} noValidate>
      <Stack>
        <Text size="sm" c="dimmed">
          {say(
            "You sit at the computer that Holdfast runs on? Then call there what opens a page that is signed in:",
          )}{" "}
          <Code>{OPEN}</Code>
        </Text>
        <Text size="sm" c="dimmed">
          {say(
            "From elsewhere, make the first account here. The set-up token proves that the computer is yours, and works once: Holdfast prints it when it starts (docker logs shows it too), and keeps it in the file run/setup-token of its data folder.",
          )}
        </Text>
        {setUpFirst.error !== null && (
          <ProblemAlert title={say("The account was not made")} error={setUpFirst.error} showFields />
        )}
        <TextInput label={say("Set-up token")} autoComplete="off" required {...form.getInputProps("token")} />
        <TextInput
          label={say("User name")}
          autoComplete="username"
          autoCapitalize="none"
          required
          {...form.getInputProps("username")}
        />
        <PasswordInput
          label={say("Password")}
          description={say("At least 8 characters")}
          autoComplete="new-password"
          required
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={setUpFirst.isPending}>
          {say("Make the account and sign in")}
        </Button>
      </Stack>
    </form>
  );
}
