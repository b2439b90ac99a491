import { Alert, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { createApiToken, type Role } from "#contract/access";
import { type TokenDraft, useCreateApiToken } from "../../api/access.ts";
import { CopyText } from "../../components/copy-text.tsx";
import { formErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { Section } from "../../components/section.tsx";

const DAY_MS = 86_400_000;
const lifetimes = [
  { value: "30", label: "30 days" },
  { value: "365", label: "1 year" },
  { value: "0", label: "Does not end" },
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
    <Section title="New API token">
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          create.mutate(draftOf(values), { onSuccess: () => form.reset() }),
        )}
      >
        <Stack>
          {create.error !== null && (
            <ProblemAlert title="The token was not made" error={create.error} showFields />
          )}
          <Group align="flex-start" gap="sm">
            <TextInput
              label="Name"
              placeholder="Monitoring"
              required
              style={{ flex: "2 1 180px" }}
              {...form.getInputProps("name")}
            />
            <Select
              label="Role"
              data={[
                { value: "viewer", label: "Viewer" },
                { value: "admin", label: "Administrator" },
              ]}
              allowDeselect={false}
              style={{ flex: "1 1 130px" }}
              {...form.getInputProps("role")}
            />
            <Select
              label="Ends after"
              data={lifetimes}
              allowDeselect={false}
              style={{ flex: "1 1 130px" }}
              {...form.getInputProps("days")}
            />
          </Group>
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              Make the token
            </Button>
          </Group>
          {create.data !== undefined && (
            <Alert color="yellow" title={`The token ${create.data.name}, shown only now`}>
              <CopyText value={create.data.token} name="the token" isLong />
              <Text size="sm" mt="xs">
                Programs send it as “Authorization: Bearer …”.
              </Text>
            </Alert>
          )}
        </Stack>
      </form>
    </Section>
  );
}
