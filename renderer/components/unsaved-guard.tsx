import { Button, Group, Modal, Text } from "@mantine/core";
import { useEffect } from "react";
import { useBlocker } from "react-router";
import { say } from "#contract/words/say";

/** Asks before changes are lost: by a link inside the page, and by closing or reloading it. */
export function UnsavedGuard({ isDirty }: { isDirty: () => boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isDirty(),
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (isDirty()) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty]);

  return (
    <Modal
      opened={blocker.state === "blocked"}
      onClose={() => blocker.reset?.()}
      title={say("Leave without saving?")}
      centered
    >
      <Text size="sm">
        {say("Your changes on this page are not saved yet. They are lost when you leave.")}
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" color="red" onClick={() => blocker.proceed?.()}>
          {say("Leave")}
        </Button>
        <Button onClick={() => blocker.reset?.()} data-autofocus>
          {say("Go on editing")}
        </Button>
      </Group>
    </Modal>
  );
}
