import { Button, Group, Stack, Table, Text } from "@mantine/core";
import type { ApiToken } from "#contract/access";
import { say } from "#contract/words/say";
import { useApiTokens, useDeleteApiToken } from "../../api/access.ts";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { showProblem } from "../../components/show-problem.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { NewToken } from "./new-token.tsx";

export function ApiTokens() {
  const tokens = useApiTokens();
  return (
    <Stack>
      <NewToken />
      <Section title={say("API tokens")}>
        <QueryView query={tokens} problem={say("The tokens could not be read")}>
          {(items) =>
            items.length === 0 ? (
              <Text c="dimmed" size="sm">
                {say(
                  "No token yet. Make one for each program that calls the API, so that you can end it on its own.",
                )}
              </Text>
            ) : (
              <Table verticalSpacing="xs" aria-label={say("API tokens")}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{say("Name")}</Table.Th>
                    <Table.Th visibleFrom="sm">{say("Role")}</Table.Th>
                    <Table.Th visibleFrom="sm">{say("Last used")}</Table.Th>
                    <Table.Th>{say("Ends")}</Table.Th>
                    <Table.Th />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((token) => (
                    <TokenRow key={token.id} token={token} />
                  ))}
                </Table.Tbody>
              </Table>
            )
          }
        </QueryView>
      </Section>
    </Stack>
  );
}

function TokenRow({ token }: { token: ApiToken }) {
  const remove = useDeleteApiToken();
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: "anywhere" }}>{token.name}</Table.Td>
      <Table.Td visibleFrom="sm">{token.role === "admin" ? say("Administrator") : say("Viewer")}</Table.Td>
      <Table.Td visibleFrom="sm">
        <TimeAgo at={token.lastUsedAt} none={say("never")} />
      </Table.Td>
      <Table.Td>
        <TimeAgo at={token.expiresAt} none={say("never")} />
      </Table.Td>
      <Table.Td>
        <Group justify="flex-end">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={say("End the token {name}", { name: token.name })}
            loading={remove.isPending}
            onClick={() =>
              remove.mutate(token.id, {
                onError: (error) => showProblem(say("The token still works"), error),
              })
            }
          >
            {say("End it")}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
