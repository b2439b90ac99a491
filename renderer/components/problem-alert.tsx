import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertOctagon } from "@tabler/icons-react";
import { ProblemError } from "#contract/call";
import { say } from "#contract/words/say";
import { NoAnswer } from "../api/client.ts";

type Props = {
  /** What could not be done, as a heading: "The runs could not be read". */
  title: string;
  error: unknown;
  onRetry?: () => void;
  /** Says what is wrong with each field instead of the one sentence; for forms. */
  showFields?: boolean;
};

/** One refused request, in place: what happened, why, and the way on. The rest of the page goes on working. */
export function ProblemAlert({ title, error, onRetry, showFields = false }: Props) {
  const fields = showFields && error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  return (
    <Alert color="red" title={title} icon={<IconAlertOctagon aria-hidden />} role="alert">
      {fields.length === 0 && <Text size="sm">{problemText(error)}</Text>}
      {fields.map((field) => (
        <Text key={`${field.path} ${field.message}`} size="sm">
          {field.message}
        </Text>
      ))}
      {onRetry !== undefined && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={onRetry}>
            {say("Try again")}
          </Button>
        </Group>
      )}
    </Alert>
  );
}

/** The sentence for people inside any error that a call can throw. */
export function problemText(error: unknown): string {
  if (error instanceof ProblemError || error instanceof NoAnswer) return error.message;
  return say(
    "Holdfast answered in a form that this page does not know. Load the page again; it may be older than the program.",
  );
}
