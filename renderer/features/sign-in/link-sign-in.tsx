import { Button, Loader, Stack, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { say } from "#contract/words/say";
import { useSignIn } from "../../api/session.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";

type Props = { token: string; onDone: () => void; onGiveUp: () => void };

export function LinkSignIn({ token, onDone, onGiveUp }: Props) {
  const signIn = useSignIn();
  const isTraded = useRef(false);
  const { mutate } = signIn;

  useEffect(() => {
    // The token works once; an effect that runs twice must not spend it twice.
    if (isTraded.current) return;
    isTraded.current = true;
    mutate({ linkToken: token }, { onSuccess: onDone });
  }, [mutate, token, onDone]);

  if (signIn.error === null) {
    return (
      <Stack align="center" role="status">
        <Loader />
        <Text size="sm">{say("Signing in with your link…")}</Text>
      </Stack>
    );
  }
  return (
    <Stack>
      <ProblemAlert title={say("This link does not sign in any more")} error={signIn.error} />
      <Text size="sm" c="dimmed">
        {say("A link works once, for 60 seconds. Run “holdfast open” again, or sign in with your password.")}
      </Text>
      <Button onClick={onGiveUp}>{say("Sign in with a password")}</Button>
    </Stack>
  );
}
