import { Anchor, Card, Center, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { say } from "#contract/words/say";
import { useSetUpState } from "../../api/session.ts";
import { BrandMark } from "../../components/brand-mark.tsx";
import { FirstStartForm } from "./first-start-form.tsx";
import { LinkSignIn } from "./link-sign-in.tsx";
import { readHash, safePath } from "./next-path.ts";
import { PasswordForm } from "./password-form.tsx";

export function SignInPage() {
  useDocumentTitle(say("Sign in · Holdfast"));
  const [search] = useSearchParams();
  const hash = readHash(useLocation().hash);
  const navigate = useNavigate();
  const [givenUp, setGivenUp] = useState<string | null>(null);
  const linkToken = hash.get("link") === givenUp ? null : hash.get("link");
  const isOpen = useSetUpState().data?.isOpen ?? false;
  const [chosen, setFirstStart] = useState<boolean | undefined>(hash.has("setup") || undefined);
  const isFirstStart = chosen ?? isOpen;
  const goOn = () => void navigate(safePath(hash.get("next") ?? search.get("next")), { replace: true });

  return (
    <Center mih="100vh" p="md">
      <Card withBorder w="100%" maw={400} padding="lg" component="main">
        <Stack>
          <Stack gap={4} align="center">
            <BrandMark size={48} />
            <Title order={1} size="h3">
              {isFirstStart ? say("Set up Holdfast") : say("Sign in to Holdfast")}
            </Title>
          </Stack>
          {linkToken !== null ? (
            <LinkSignIn
              key={linkToken}
              token={linkToken}
              onDone={goOn}
              onGiveUp={() => setGivenUp(linkToken)}
            />
          ) : isFirstStart ? (
            <FirstStartForm token={hash.get("setup") ?? ""} onDone={goOn} />
          ) : (
            <PasswordForm onDone={goOn} />
          )}
          {linkToken === null && (
            <Text size="sm" ta="center" c="dimmed">
              {isFirstStart ? say("There is an account already?") : say("Nobody has an account yet?")}{" "}
              <Anchor component="button" type="button" size="sm" onClick={() => setFirstStart(!isFirstStart)}>
                {isFirstStart ? say("Sign in") : say("First start")}
              </Anchor>
            </Text>
          )}
        </Stack>
      </Card>
    </Center>
  );
}
