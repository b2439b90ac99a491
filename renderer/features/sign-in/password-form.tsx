import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { say } from "#contract/words/say";
import { useSignIn } from "../../api/session.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";

export function PasswordForm({ onDone }: { onDone: () => void }) {
  const signIn = useSignIn();
  const form = useForm({
    initialValues: { username: "", password: "" },
    validate: {
      username: (text) => (text.trim() === "" ? say("Enter your user name") : null),
      password: (text) => (text === "" ? say("Enter your password") : null),
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => signIn.mutate(values, { onSuccess: onDone }))} noValidate>
      <Stack>
        {signIn.error !== null && <ProblemAlert title={say("You are not signed in")} error={signIn.error} />}
        <TextInput
          label={say("User name")}
          autoComplete="username"
          autoCapitalize="none"
          data-autofocus
          {...form.getInputProps("username")}
        />
        <PasswordInput
          label={say("Password")}
          autoComplete="current-password"
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={signIn.isPending}>
          {say("Sign in")}
        </Button>
      </Stack>
    </form>
  );
}
