import { Button, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { changeSettings, type Settings } from "#contract/settings";
import { say } from "#contract/words/say";
import { useChangeSettings, useSettings } from "../../api/install.ts";
import { formErrors, serverErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { UnsavedGuard } from "../../components/unsaved-guard.tsx";
import { draftOf, fieldOf, formOf } from "./history-form.ts";

/** What this install is called, and how long it remembers. */
export function HistorySection() {
  const settings = useSettings();
  return (
    <QueryView query={settings} problem={say("The settings could not be read")}>
      {(data) => <SettingsForm key={data.revision} settings={data} />}
    </QueryView>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const save = useChangeSettings();
  const form = useForm({
    initialValues: formOf(settings),
    validate: (values) => formErrors(changeSettings.body, draftOf(values), fieldOf),
  });
  return (
    <Section title={say("Name and history")}>
      <UnsavedGuard isDirty={() => form.isDirty()} />
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          save.mutate(
            { draft: draftOf(values), revision: settings.revision },
            {
              onSuccess: () => notifications.show({ message: say("The settings are saved."), color: "teal" }),
              onError: (error) => form.setErrors(serverErrors(error, fieldOf)),
            },
          ),
        )}
      >
        <Stack gap="md">
          {save.error !== null && (
            <ProblemAlert title={say("The settings are not saved")} error={save.error} showFields />
          )}
          <TextInput
            label={say("Name of this install")}
            description={say("As other machines and messages call it")}
            {...form.getInputProps("displayName")}
          />
          <Group align="flex-start" gap="sm" grow preventGrowOverflow={false}>
            <NumberInput
              label={say("Keep runs")}
              suffix={` ${say("days")}`}
              min={1}
              {...form.getInputProps("keepRunsDays")}
            />
            <NumberInput
              label={say("Keep logs")}
              suffix={` ${say("days")}`}
              min={1}
              {...form.getInputProps("keepLogsDays")}
            />
          </Group>
          <Group align="flex-start" gap="sm" grow preventGrowOverflow={false}>
            <NumberInput
              label={say("Logs of one machine at most")}
              suffix=" MiB"
              min={1}
              {...form.getInputProps("perAgentMebibytes")}
            />
            <NumberInput
              label={say("All logs at most")}
              suffix=" MiB"
              min={1}
              {...form.getInputProps("allMebibytes")}
            />
          </Group>
          <Text size="sm" c="dimmed">
            {say(
              "The last good backup of each policy and its log stay whatever these say. Snapshots in repositories are not touched: what is kept there is said by each policy.",
            )}
          </Text>
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {say("Save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
