import { Alert, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { createApiToken, type Role } from "#contract/access";
import { say } from "#contract/words/say";
import { type TokenDraft, useCreateApiToken } from "../../api/access.ts";
import { CopyText } from "../../components/copy-text.tsx";
import { formErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { Section } from "../../components/section.tsx";

const DAY_MS = 86_400_000;
const lifetimes = () => [
  { value: "30", label: say("30 days") },
  { value: "365", label: say("1 year") },
  { value: "0", label: say("Does not end") },
];

type TokenForm = { name: string; role: Role; days: string };

const draftOf = ({ name, role, days }: TokenForm): TokenDraft => ({
  name,
  role,
  ...(days === "0" ? {} : { expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString() }),
});

export function NewToken() {
  const create = useCreateApiToken();
  const form = useForm<TokenForm>({
    initialValues: { name: "", role: "viewer", days: "365" },
    validate: (values) => formErrors(createApiToken.body, draftOf(values)),
  });
  return (
    <Section title={say("New API token")}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          create.mutate(draftOf(values), { onSuccess: () => form.reset() }),
        )}
      >
        <Stack>
          {create.error !== null && (
            <ProblemAlert title={say("The token was not made")} error={create.error} showFields />
          )}
          <Group align="flex-start" gap="sm">
            <TextInput
              label={say("Name")}
              placeholder="Monitoring"
              required
              style={{ flex: "2 1 180px" }}
              {...form.getInputProps("name")}
            />
            <Select
              label={say("Role")}
              data={[
                { value: "viewer", label: say("Viewer") },
                { value: "admin", label: say("Administrator") },
              ]}
              allowDeselect={false}
              style={{ flex: "1 1 130px" }}
              {...form.getInputProps("role")}
            />
            <Select
              label={say("Ends after")}
              data={lifetimes()}
              allowDeselect={false}
              style={{ flex: "1 1 130px" }}
              {...form.getInputProps("days")}
            />
          </Group>
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              {say("Make the token")}
            </Button>
          </Group>
          {create.data !== undefined && (
            <Alert color="yellow" title={say("The token {name}, shown only now", { name: create.data.name })}>
              <CopyText value={create.data.token} name={say("the token")} isLong />
              <Text size="sm" mt="xs">
                {say("Programs send it as “Authorization: Bearer …”.")}
              </Text>
            </Alert>
          )}
        </Stack>
      </form>
    </Section>
  );
}
