import { Stack } from "@mantine/core";
import { say } from "#contract/words/say";
import { Accounts } from "./accounts.tsx";
import { ApiTokens } from "./api-tokens.tsx";
import { Sessions } from "./sessions.tsx";

export function SecuritySection() {
  return (
    <Stack>
      <Accounts />
      <Sessions title={say("Who is signed in")} />
      <ApiTokens />
    </Stack>
  );
}
