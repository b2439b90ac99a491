import { Skeleton, Stack } from "@mantine/core";
import { say } from "#contract/words/say";

export function PageLoading() {
  return (
    <Stack
      gap="lg"
      maw={1180}
      mx="auto"
      p="md"
      role="status"
      aria-busy="true"
      aria-label={say("Loading the page")}
    >
      <Skeleton height={34} width={240} />
      <Skeleton height={120} />
      <Skeleton height={220} />
    </Stack>
  );
}
