import { Alert, Button, Container, Stack, Text } from "@mantine/core";
import { useRouteError } from "react-router";
import { say } from "#contract/words/say";

/** A page that broke, or whose files are gone because Holdfast was updated meanwhile. */
export function RouteProblem() {
  const error = useRouteError();
  return (
    <Container size="sm" py="xl">
      <Alert color="red" title={say("This page could not be shown")} role="alert">
        <Stack align="flex-start">
          <Text size="sm">
            {say("Holdfast does not answer, or was updated while the page was open. Load the page again.")}
          </Text>
          <Button onClick={() => window.location.reload()}>{say("Load again")}</Button>
          <Text size="xs" c="dimmed">
            {error instanceof Error ? error.message : String(error)}
          </Text>
        </Stack>
      </Alert>
    </Container>
  );
}
