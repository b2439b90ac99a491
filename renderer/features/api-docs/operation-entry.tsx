import { Badge, Code, Group, Stack, Text } from "@mantine/core";
import { say } from "#contract/words/say";
import type { Operation } from "../../api/open-api.ts";
import { Disclosure } from "../../components/disclosure.tsx";
import { TryIt } from "./try-it.tsx";

const colors: Record<string, string> = {
  GET: "blue",
  POST: "teal",
  PUT: "orange",
  PATCH: "orange",
  DELETE: "red",
};
const readers = (): Record<string, string> => ({
  nobody: say("no sign-in"),
  enrolment: say("a join code or an agent's key"),
  agent: say("the agent's own key"),
  "agent-or-viewer": say("the agent's own key, or a viewer"),
  viewer: say("a viewer"),
  admin: say("an administrator"),
});

export function OperationEntry({ operation }: { operation: Operation }) {
  const { method, path, summary, requestBody, responses } = operation;
  const access = operation["x-access"];
  return (
    <Stack gap={2}>
      <Group gap="xs" wrap="nowrap" align="baseline">
        <Badge color={colors[method] ?? "gray"} variant="light" radius="sm" miw={64}>
          {method}
        </Badge>
        <Code style={{ overflowWrap: "anywhere" }}>{path}</Code>
      </Group>
      <Text size="sm">{summary}</Text>
      <Disclosure label={say("Details")}>
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {say("Needs {reader}.", { reader: readers()[access] ?? access })}
          </Text>
          <Schema title={say("Takes")} content={requestBody?.content} />
          {Object.entries(responses).map(([status, answer]) => (
            <Schema key={status} title={say("Answers {status}", { status })} content={answer.content} />
          ))}
          {method === "GET" && !access.startsWith("agent") && <TryIt operation={operation} />}
        </Stack>
      </Disclosure>
    </Stack>
  );
}

function Schema({
  title,
  content,
}: {
  title: string;
  content: Record<string, { schema?: unknown }> | undefined;
}) {
  return Object.entries(content ?? {}).map(([media, { schema }]) => (
    <Stack key={media} gap={2}>
      <Text size="sm" fw={600}>
        {title} {media}
      </Text>
      {schema !== undefined && (
        <Code block mah={320} style={{ overflow: "auto" }} tabIndex={0}>
          {JSON.stringify(schema, null, 2)}
        </Code>
      )}
    </Stack>
  ));
}
