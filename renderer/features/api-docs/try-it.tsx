import { Button, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { say } from "#contract/words/say";
import { ask, type Operation } from "../../api/open-api.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { addressOf } from "./chapters.ts";

const MOST_CHARACTERS = 20_000;

/** Asks for real, with the rights of whoever is signed in. Streams have no end and are left out. */
export function TryIt({ operation }: { operation: Operation }) {
  const [values, setValues] = useState<Record<string, string>>({});
  const asked = useMutation({ mutationFn: ask });
  const address = addressOf(operation, values);
  if ("text/event-stream" in (operation.responses["200"]?.content ?? {})) return null;
  return (
    <Stack gap="xs">
      <Group gap="xs" align="end">
        {operation.parameters.map(({ name, required }) => (
          <TextInput
            key={name}
            size="xs"
            label={name}
            required={required}
            value={values[name] ?? ""}
            onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
          />
        ))}
        <Button
          size="xs"
          variant="default"
          disabled={address === undefined}
          loading={asked.isPending}
          onClick={() => address !== undefined && asked.mutate(address)}
        >
          {say("Ask")}
        </Button>
      </Group>
      {asked.error !== null && <ProblemAlert title={say("There was no answer")} error={asked.error} />}
      {asked.data !== undefined && (
        <Stack gap={2} role="status">
          <Text size="sm">{say("Answered {status}", { status: asked.data.status })}</Text>
          <Code block mah={320} style={{ overflow: "auto" }} tabIndex={0}>
            {readable(asked.data.text)}
          </Code>
        </Stack>
      )}
    </Stack>
  );
}

function readable(text: string): string {
  const whole = indented(text);
  return whole.length <= MOST_CHARACTERS ? whole : `${whole.slice(0, MOST_CHARACTERS)}\n${say("… and more")}`;
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
